import { CopyButton } from '../parts/CopyButton.tsx'
import { TextField } from '../parts/Field.tsx'
import { usePhone } from '../phone-context.ts'
import { useShell } from '../shell-context.ts'
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
  const shell = useShell()
  const { t } = useWords()
  const invite = shell?.host.status === 'on' ? shell.host.invite : null
  const address = shell ? invite : `${location.origin}/`
  return (
    <div className={styles.empty}>
      <h2>{t('welcome.title')}</h2>
      <p>{t(address === null ? 'welcome.guest' : shell ? 'welcome.inviteLine' : 'welcome.line')}</p>
      {address !== null && (
        <div className={styles.address}>
          {shell ? (
            <TextField label={t('office.invitation')} value={address} readOnly onText={() => {}} />
          ) : (
            <code>{address}</code>
          )}
          <CopyButton text={address} />
        </div>
      )}
    </div>
  )
}
