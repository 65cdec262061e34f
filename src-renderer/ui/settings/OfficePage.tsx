import type { ReactNode } from 'react'
import { useState } from 'react'

import { hostProblem } from '../format/host.ts'
import { Button } from '../parts/Button.tsx'
import { CopyButton } from '../parts/CopyButton.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { TextField } from '../parts/Field.tsx'
import { usePhone } from '../phone-context.ts'
import { useShell } from '../shell-context.ts'
import { sentences, useRunningCall } from '../use-running-call.ts'
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
  const [asking, setAsking] = useState<'stop' | 'leave' | 'start' | null>(null)
  const running = useRunningCall()
  if (!shell) return null
  const { host, machine, actions } = shell
  // A host that failed is started again under its own name.
  const hostedName = shell.office?.hosted ? shell.office.name : null
  const hosted = hostedName !== null
  const others = Math.max(0, office.here - 1)

  function toggle(on: boolean): void {
    if (on && !hosted) setAsking('start')
    else if (on) start()
    else if (others > 0 || running !== '') setAsking('stop')
    else actions.stopHosting()
  }
  const start = () => void actions.hostOffice(hostedName ?? t('office.nameOf', { machine }))

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
              {host.lanUrls.length === 0 ? (
                <p className={`${styles.hint} ${styles.warn} grow`}>{t('entry.trouble.no-network')}</p>
              ) : (
                <>
                  <p className="grow">{host.lanUrls.map((url) => new URL(url).host).join(', ')}</p>
                  <CopyButton text={host.lanUrls[0] ?? ''} what={t('office.address')} />
                </>
              )}
            </div>
            <p className={styles.hint}>
              {t('office.words')} <strong className={styles.words}>{host.words}</strong>
            </p>
            {host.notice && <p className={`${styles.hint} ${styles.warn}`}>{host.notice}</p>}
          </Setting>
          {host.lanUrls.length > 0 && <Invitation link={host.invite} />}
        </>
      )}
      {hosted && <ClassicSetting classic={host.status === 'on' ? host.classic : null} />}
      {hosted && host.status === 'on' && <WaysOut settings={host.settings} />}
      {hosted && host.status === 'on' && <Connected />}
      {!hosted && (
        <Setting label={t('office.joined')}>
          <div className={styles.line}>
            <TextField label={t('office.joined')} value={office.name} readOnly onText={() => {}} />
            <Button onClick={() => setAsking('leave')}>{t('office.leave')}</Button>
          </div>
        </Setting>
      )}
      {asking && (
        <Question
          {...{
            stop: {
              title: t('office.stopTitle'),
              text: t(others > 0 ? 'office.stopLine' : 'office.stopCalm', { count: others }),
              cancel: t('office.keep'),
            },
            leave: {
              title: t('office.leaveTitle', { office: office.name }),
              text: t('invited.leaves', { office: office.name }),
              cancel: t('office.cancel'),
            },
            start: {
              title: t('office.startTitle'),
              text: t('invited.leaves', { office: office.name }),
              cancel: t('office.cancel'),
            },
          }[asking]}
          onCancel={() => setAsking(null)}
        >
          <Button
            large
            look={asking === 'start' ? 'primary' : 'endQuiet'}
            onClick={() => {
              setAsking(null)
              if (asking === 'start') start()
              else if (asking === 'stop') actions.stopHosting()
              else actions.forgetOffice()
            }}
          >
            {t(`office.${asking}`)}
          </Button>
        </Question>
      )}
    </>
  )
}

interface QuestionProps {
  readonly title: string
  readonly text: string
  readonly cancel: string
  readonly onCancel: () => void
  readonly children: ReactNode
}

/** A question that also says what becomes of a running call. */
function Question({ text, ...props }: QuestionProps) {
  return <Dialog {...props} text={sentences(text, useRunningCall())} />
}
