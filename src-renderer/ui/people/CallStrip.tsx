import { Mic, MicOff, Pause, Phone, Play } from 'lucide-react'

import { CallTimer } from '../call/CallTimer.tsx'
import { canHold } from '../format/call.ts'
import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { LampIcon } from '../parts/LampIcon.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './CallStrip.module.css'

/** The running call while something else is on the right. */
export function CallStrip({ call, onOpen }: { readonly call: CallView; readonly onOpen: () => void }) {
  const { setMuted, setHold, hangUp } = useActions()
  const { t } = useWords()
  if (call.state === 'ended' || call.state === 'ringing') return null
  const muted = call.microphone === 'muted'
  const held = call.hold !== null
  return (
    <div className={styles.strip} role="group" aria-label={t('call.toolbar')}>
      <LampIcon lamp="in-call" />
      <button type="button" className="grow clip" aria-label={t('call.backTo', { name: call.name })} onClick={onOpen}>
        <span className="strong">{call.name}</span> <CallTimer call={call} quiet />
      </button>
      <IconButton label={t(muted ? 'call.unmuteMicrophone' : 'call.muteMicrophone')} onClick={() => setMuted(!muted)}>
        <Icon of={muted ? MicOff : Mic} />
      </IconButton>
      {canHold(call) && (
        <IconButton label={t(held ? 'call.resume' : 'call.hold')} onClick={() => setHold(!held)}>
          <Icon of={held ? Play : Pause} />
        </IconButton>
      )}
      <IconButton end label={t('call.hangUp')} onClick={hangUp}>
        <Icon of={Phone} down />
      </IconButton>
    </div>
  )
}
