import { Button } from './parts/Button.tsx'
import { Logo } from './parts/Logo.tsx'
import { useActions } from './phone-context.ts'
import styles from './Replaced.module.css'
import { useWords } from './use-words.ts'

/** This device is connected from a newer place; only its user's click takes it back (F-52). */
export function Replaced() {
  const { takeOver } = useActions()
  const { t } = useWords()
  return (
    <main className={styles.page}>
      <Logo size={40} />
      <h1 role="status">{t('entry.replaced')}</h1>
      <p>{t('entry.replacedLine')}</p>
      <Button look="primary" large onClick={takeOver}>
        {t('entry.useHere')}
      </Button>
    </main>
  )
}
