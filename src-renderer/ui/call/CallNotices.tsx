import { Headphones, Mic, MicOff, TriangleAlert, VideoOff, X } from 'lucide-react'

import { shortName } from '../format/initials.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'

/** One banner over the stage: what is wrong, and what to do or what happens now. */
export function CallNotices({ call }: { readonly call: CallView }) {
  const { dismissNotice, undoSwitch } = useActions()
  const { t } = useWords()
  const { notice, microphoneProblem, cameraProblem } = call
  const name = shortName(call.name)
  if (call.unheard && call.state === 'active')
    return <Notice overStage icon={TriangleAlert} text={t('call.unheard', { name })} />
  if (microphoneProblem)
    return <Notice overStage icon={MicOff} text={t(`problem.microphone.${microphoneProblem}`, { name })} />
  if (call.microphoneMutedBySystem && call.microphone === 'on')
    return <Notice overStage icon={MicOff} text={t('notice.mutedBySystem', { name })} />
  if (notice) {
    const { from, to } = notice
    return (
      <Notice overStage icon={Headphones} text={to ? t('notice.switched', { from, to }) : t('notice.lost', { from })}>
        {to && <Button onClick={undoSwitch}>{t('notice.undo')}</Button>}
        <IconButton size={28} label={t('app.close')} onClick={dismissNotice}>
          <Icon of={X} />
        </IconButton>
      </Notice>
    )
  }
  if (cameraProblem) return <Notice overStage icon={VideoOff} text={t(`problem.camera.${cameraProblem}`)} />
  if (call.cameraMutedBySystem && call.camera === 'on')
    return <Notice overStage icon={VideoOff} text={t('notice.cameraMutedBySystem', { name })} />
  return call.microphoneAsked ? <Notice overStage icon={Mic} text={t('notice.microphoneAsked', { name })} /> : null
}
