import { Mic, MicOff, Pause, Phone, Play, X } from 'lucide-react'

import { CallTimer } from '../call/CallTimer.tsx'
import { canHold, endText } from '../format/call.ts'
import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { LampIcon } from '../parts/LampIcon.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './CallStrip.module.css'

interface CallStripProps {
  readonly call: CallView
  /** Only for windows that show the list instead of the call. */
  readonly compactOnly: boolean
  /** To the call; null where its pane cannot be shown. */
  readonly onOpen: (() => void) | null
}

/** The call while something else is shown: its controls, and at last how it ended. */
export function CallStrip({ call, compactOnly, onOpen }: CallStripProps) {
  const { t } = useWords()
  const ended = call.state === 'ended'
  const names = [styles.strip, ended && styles.over, compactOnly && styles.compactOnly]
  return (
    <section className={names.filter(Boolean).join(' ')} aria-label={t('call.toolbar')} data-focus-region>
      {ended ? <End call={call} onOpen={onOpen} /> : <Controls call={call} onOpen={onOpen} />}
    </section>
  )
}

type PartProps = Omit<CallStripProps, 'compactOnly'>

function Controls({ call, onOpen }: PartProps) {
  const { setMuted, setHold, hangUp } = useActions()
  const { t } = useWords()
  const muted = call.microphone === 'muted'
  const held = call.hold !== null
  const who = (
    <>
      <bdi className="strong">{call.name}</bdi> <CallTimer call={call} quiet />
    </>
  )
  return (
    <>
      <LampIcon lamp="in-call" />
      {onOpen ? (
        <button type="button" className="grow clip" aria-label={t('call.backTo', { name: call.name })} onClick={onOpen}>
          {who}
        </button>
      ) : (
        <span className="grow clip">{who}</span>
      )}
      <IconButton label={t(muted ? 'call.unmuteMicrophone' : 'call.muteMicrophone')} onClick={() => setMuted(!muted)}>
        <Icon of={muted ? MicOff : Mic} />
      </IconButton>
      {canHold(call) && (
        <IconButton label={t(held ? 'call.resume' : 'call.hold')} onClick={() => setHold(!held)}>
          <Icon of={held ? Play : Pause} />
        </IconButton>
      )}
      <IconButton end label={t('call.hangUp')} onClick={() => hangUp(call.callId)}>
        <Icon of={Phone} down />
      </IconButton>
    </>
  )
}

/** How it ended, until somebody has read it. */
function End({ call, onOpen }: PartProps) {
  const { dismissEnded } = useActions()
  const { t, language } = useWords()
  const { title, line, todo } = endText(call, t, language)
  const what = (
    <>
      <span className="strong">
        <bdi>{call.name}</bdi>: {title}
      </span>
      <span className={styles.line}>{[line, todo].filter((part) => part !== '').join(' ')}</span>
    </>
  )
  return (
    <>
      {onOpen ? (
        <button type="button" className={`${styles.end} grow`} data-focus-home onClick={onOpen}>
          {what}
        </button>
      ) : (
        <span className={`${styles.end} grow`} tabIndex={-1} data-focus-home>
          {what}
        </span>
      )}
      <IconButton label={t('app.close')} onClick={dismissEnded}>
        <Icon of={X} />
      </IconButton>
    </>
  )
}
