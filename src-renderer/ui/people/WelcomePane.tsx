import { Copy } from 'lucide-react'
import { useState } from 'react'

import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { usePhone } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import styles from './Body.module.css'

/** Nobody chosen yet, or nobody here to choose. */
export function WelcomePane() {
  const { people } = usePhone()
  const { t } = useWords()
  if (people.length === 0) return <Alone />
  return (
    <div className={styles.empty}>
      <h2>{t('welcome.pick')}</h2>
      <p>{t('welcome.pickLine')}</p>
    </div>
  )
}

function Alone() {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  const address = `${location.origin}/`
  const copy = () => {
    void navigator.clipboard
      ?.writeText(address)
      .then(() => setCopied(true))
      .catch(() => {})
  }
  return (
    <div className={styles.empty}>
      <h2>{t('welcome.title')}</h2>
      <p>{t('welcome.line')}</p>
      <div className={styles.address}>
        <code>{address}</code>
        <Button icon={<Icon of={Copy} />} onClick={copy}>
          {t(copied ? 'welcome.copied' : 'welcome.copy')}
        </Button>
      </div>
    </div>
  )
}
