import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'

import { CopyButton } from '../parts/CopyButton.tsx'
import { TextField } from '../parts/Field.tsx'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import { Setting } from './Setting.tsx'
import styles from './SettingsPane.module.css'

/** How others get in. */
export function Invitation({ link }: { readonly link: string }) {
  const { t } = useWords()
  return (
    <Setting label={t('office.invitation')}>
      <InvitationCard link={link} />
    </Setting>
  )
}

interface InvitationCardProps {
  readonly link: string
  /** What else is said of it. */
  readonly children?: ReactNode
}

/** A link for browser and app, and the same as a QR code. */
export function InvitationCard({ link, children }: InvitationCardProps) {
  const drawQr = useShell()?.actions.drawQr
  const { t } = useWords()
  const [code, setCode] = useState<string | null>(null)
  useEffect(() => {
    let wanted = true
    void drawQr?.(link).then((drawn) => wanted && setCode(drawn))
    return () => {
      wanted = false
    }
  }, [drawQr, link])

  return (
    <div className={styles.invitation}>
      {code && <img className={styles.code} src={code} alt={t('office.code')} width="112" height="112" />}
      <div className={`${styles.main} grow`}>
        <div className={styles.line}>
          <TextField
            label={t('office.invitation')}
            value={link}
            readOnly
            onFocus={(event) => event.target.select()}
            onText={() => {}}
          />
          <CopyButton text={link} what={t('office.invitation')} />
        </div>
        <p className={styles.hint}>{t('office.invitationHint')}</p>
        {children}
      </div>
    </div>
  )
}
