import { useState } from 'react'

import { hostProblem } from '../format/host.ts'
import { Button } from '../parts/Button.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/Field.tsx'
import { usePhone } from '../phone-context.ts'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import { ClassicSetting } from './ClassicSetting.tsx'
import { Connected } from './Connected.tsx'
import { Invitation } from './Invitation.tsx'
import { OfficeName } from './OfficeName.tsx'
import { Setting, SwitchLine } from './Setting.tsx'
import styles from './SettingsPane.module.css'
import { WaysOut } from './WaysOut.tsx'

/** Hosting: the switch, where this host is, how others get in, and who is. */
export function OfficePage() {
  const shell = useShell()
  const { office } = usePhone()
  const { t } = useWords()
  const [stopping, setStopping] = useState(false)
  if (!shell) return null
  const { host, machine, actions } = shell
  // A host that failed is started again under its own name.
  const hostedName = shell.office?.hosted ? shell.office.name : null
  const hosted = hostedName !== null
  const others = Math.max(0, office.here - 1)

  function toggle(on: boolean): void {
    if (on) void actions.hostOffice(hostedName ?? t('office.nameOf', { machine }))
    else if (others > 0) setStopping(true)
    else actions.stopHosting()
  }

  return (
    <>
      <Setting plain label={t('office.host')}>
        <SwitchLine
          label={t(hosted ? 'office.hostHere' : 'office.hostNew')}
          hint={t(hosted ? 'office.hostHint' : 'office.hostLeaves', { office: office.name })}
          on={hosted}
          onChange={toggle}
        />
        {host.status === 'starting' && <p className={styles.hint}>{t('entry.hostStarting')}</p>}
        {host.status === 'failed' && (
          <div className={styles.line}>
            <p className={`${styles.hint} ${styles.warn} grow`}>{hostProblem(host, t)}</p>
            <Button onClick={() => toggle(true)}>{t('office.startAgain')}</Button>
          </div>
        )}
      </Setting>
      {hosted && host.status === 'on' && (
        <>
          <OfficeName name={host.name} />
          <Setting plain label={t('office.address')}>
            <div className={styles.line}>
              <p className="grow">{host.lanUrls.map((url) => new URL(url).host).join(', ')}</p>
              <CopyButton text={host.lanUrls[0] ?? ''} />
            </div>
            <p className={styles.hint}>
              {t('office.words')} <strong className={styles.words}>{host.words}</strong>
            </p>
            {host.notice && <p className={`${styles.hint} ${styles.warn}`}>{host.notice}</p>}
          </Setting>
          <Invitation link={host.invite} />
        </>
      )}
      {hosted && <ClassicSetting classic={host.status === 'on' ? host.classic : null} />}
      {hosted && host.status === 'on' && <WaysOut settings={host.settings} />}
      {hosted && host.status === 'on' && <Connected />}
      {!hosted && (
        <Setting label={t('office.joined')}>
          <div className={styles.line}>
            <TextField label={t('office.joined')} value={office.name} readOnly onText={() => {}} />
            <Button onClick={actions.forgetOffice}>{t('office.leave')}</Button>
          </div>
        </Setting>
      )}
      {stopping && (
        <Dialog
          title={t('office.stopTitle')}
          text={t('office.stopLine', { count: others })}
          cancel={t('office.keep')}
          onCancel={() => setStopping(false)}
        >
          <Button large look="endQuiet" onClick={actions.stopHosting}>
            {t('office.stop')}
          </Button>
        </Dialog>
      )}
    </>
  )
}
