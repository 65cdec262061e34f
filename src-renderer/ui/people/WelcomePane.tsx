import type { HostState } from '../../../src-main/ipc/contract.ts'
import { keysInWords } from '../keyboard/keys-in-words.ts'
import type { Place } from '../navigation.ts'
import { Button } from '../parts/Button.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { usePhone } from '../phone-context.ts'
import { InvitationCard } from '../settings/Invitation.tsx'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import styles from './Body.module.css'

/** Nobody chosen yet, or nobody here to choose. */
export function WelcomePane({ go }: { readonly go: (place: Place) => void }) {
  const { people } = usePhone()
  const shell = useShell()
  const { t } = useWords()
  if (people.length > 0) {
    return (
      <div className={styles.empty}>
        <h2>{t('welcome.pick')}</h2>
        <p>{t('welcome.pickLine', { keys: keysInWords('Control+K') })}</p>
      </div>
    )
  }
  return shell?.host.status === 'on' ? (
    <Hosting host={shell.host} findOut={() => go({ kind: 'settings', page: 'network' })} />
  ) : (
    <Alone />
  )
}

function Alone() {
  const shell = useShell()
  const { t } = useWords()
  const address = shell ? null : `${location.origin}/`
  return (
    <div className={styles.empty}>
      <h2>{t('welcome.title')}</h2>
      <p>{t(address === null ? 'welcome.guest' : 'welcome.line')}</p>
      {address !== null && (
        <div className={styles.address}>
          <code>{address}</code>
          <CopyButton text={address} />
        </div>
      )}
    </div>
  )
}

interface HostingProps {
  readonly host: Extract<HostState, { status: 'on' }>
  readonly findOut: () => void
}

/** This machine hosts: how others get in, and the words that they compare. */
function Hosting({ host, findOut }: HostingProps) {
  const { t } = useWords()
  const reachable = host.lanUrls.length > 0
  return (
    <div className={styles.hosting}>
      <h2>{t('welcome.hostTitle', { office: host.name })}</h2>
      <p>{t(reachable ? 'welcome.hostLine' : 'entry.trouble.no-network')}</p>
      {reachable && (
        <div className={styles.card}>
          <InvitationCard link={host.invite}>
            <p className={styles.compare}>
              {t('welcome.compare')} <strong>{host.words}</strong>
            </p>
          </InvitationCard>
        </div>
      )}
      <p className={styles.hint}>
        {t('welcome.missing')}{' '}
        <Button look="text" onClick={findOut}>
          {t('welcome.findOut')}
        </Button>
      </p>
    </div>
  )
}
