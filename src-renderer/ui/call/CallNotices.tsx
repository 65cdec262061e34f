import { Headphones, Mic, MicOff, TriangleAlert, VideoOff, X } from 'lucide-react'

import { shortName } from '../format/initials.ts'
import { problemText } from '../format/problem.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useActions } from '../phone-context.ts'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './Stage.module.css'

/** What is wrong, and what to do or what happens now: a banner for each, over the stage, so that nothing moves. The region is there before them. */
export function CallNotices({ call }: { readonly call: CallView }) {
  const { dismissNotice, undoSwitch } = useActions()
  const { t } = useWords()
  const inApp = useShell() !== null
  const { notice, microphoneProblem, cameraProblem } = call
  const name = shortName(call.name)
  const mutedBySystem = !microphoneProblem && call.microphoneMutedBySystem && call.microphone === 'on'
  const unheard = call.unheard && call.state === 'active'
  const cameraMuted = !cameraProblem && call.cameraMutedBySystem && call.camera === 'on'
  const some =
    unheard ||
    mutedBySystem ||
    cameraMuted ||
    call.microphoneAsked ||
    [microphoneProblem, notice, cameraProblem].some(Boolean)
  return (
    <div className={styles.notices} aria-live="polite" role={some ? 'status' : undefined}>
      {unheard && <Notice icon={TriangleAlert} text={t('call.unheard', { name })} />}
      {microphoneProblem && (
        <Notice
          icon={MicOff}
          text={problemText({ device: 'microphone', problem: microphoneProblem, name, inApp }, t)}
        />
      )}
      {mutedBySystem && <Notice icon={MicOff} text={t('notice.mutedBySystem', { name })} />}
      {notice && (
        <Notice
          icon={Headphones}
          text={notice.to ? t('notice.switched', { ...notice }) : t('notice.lost', { from: notice.from })}
        >
          {notice.to && <Button onClick={undoSwitch}>{t('notice.undo')}</Button>}
          <IconButton size={28} label={t('app.close')} onClick={dismissNotice}>
            <Icon of={X} />
          </IconButton>
        </Notice>
      )}
      {cameraProblem && (
        <Notice icon={VideoOff} text={problemText({ device: 'camera', problem: cameraProblem, name, inApp }, t)} />
      )}
      {cameraMuted && <Notice icon={VideoOff} text={t('notice.cameraMutedBySystem', { name })} />}
      {call.microphoneAsked && <Notice icon={Mic} text={t('notice.microphoneAsked', { name })} />}
    </div>
  )
}
