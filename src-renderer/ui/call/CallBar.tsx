import { Info, Mic, MicOff, Pause, Phone, Play, Video, VideoOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

import { canHold } from '../format/call.ts'
import { Icon } from '../parts/Icon.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './CallBar.module.css'
import { LEVEL_EVERY } from './use-speaking.ts'

interface CallBarProps {
  readonly call: CallView
  readonly details: boolean
  readonly onDetails: () => void
}

/** The controls of a call; empty, but in its place, when the call is over. */
export function CallBar({ call, details, onDetails }: CallBarProps) {
  const { setCamera, hangUp } = useActions()
  const { t } = useWords()
  const bar = useRef<HTMLDivElement>(null)
  const over = call.state === 'ended'
  // It comes by this person's own gesture, dialling or Accept. Its letters work from here, and Enter that is held down presses nothing.
  useEffect(() => {
    if (!over) bar.current?.focus()
  }, [over])
  if (over) return <div className={styles.bar} />
  const cameraOn = call.camera === 'on'
  return (
    <div ref={bar} className={styles.bar} role="toolbar" aria-label={t('call.toolbar')} tabIndex={-1} data-focus-home>
      <MuteButton call={call} />
      <button
        type="button"
        className={styles.button}
        aria-label={t(cameraOn ? 'call.cameraOff' : 'call.cameraOn')}
        title={`${t(cameraOn ? 'call.cameraOff' : 'call.cameraOn')} (V)`}
        onClick={() => setCamera(!cameraOn)}
      >
        <Icon of={cameraOn ? Video : VideoOff} size={20} />
        <span className={styles.label}>{t('call.camera')}</span>
      </button>
      <HoldButton call={call} />
      <button
        type="button"
        className={styles.button}
        aria-label={t('call.details')}
        aria-expanded={details}
        onClick={onDetails}
      >
        <Icon of={Info} size={20} />
        <span className={styles.label}>{t('call.detailsShort')}</span>
      </button>
      <button
        type="button"
        className={`${styles.button} ${styles.end}`}
        aria-label={t('call.hangUp')}
        onClick={() => hangUp(call.callId)}
      >
        <Icon of={Phone} size={20} down />
        <span className={styles.label}>{t('call.hangUp')}</span>
      </button>
    </div>
  )
}

function MuteButton({ call }: { readonly call: CallView }) {
  const { setMuted } = useActions()
  const { t } = useWords()
  const muted = call.microphone === 'muted'
  const none = call.microphone === 'none' && call.microphoneProblem !== null
  const name = t(muted ? 'call.unmuteMicrophone' : 'call.muteMicrophone')
  const label = none ? 'call.noMicrophone' : muted ? 'call.unmute' : 'call.mute'
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={name}
      title={`${name} (M)`}
      data-on={muted}
      onClick={() => setMuted(!muted)}
    >
      <Icon of={muted || none ? MicOff : Mic} size={20} />
      <span className={styles.label}>{t(label)}</span>
      {call.microphone === 'on' && !call.hold && <Level />}
    </button>
  )
}

function HoldButton({ call }: { readonly call: CallView }) {
  const { setHold } = useActions()
  const { t } = useWords()
  const held = call.hold !== null
  const name = t(held ? 'call.resume' : 'call.hold')
  return (
    <button
      type="button"
      className={styles.button}
      title={`${name} (H)`}
      data-on={held}
      disabled={!canHold(call)}
      onClick={() => setHold(!held)}
    >
      <Icon of={held ? Play : Pause} size={20} />
      <span className={styles.label}>{name}</span>
    </button>
  )
}

/** One's own voice, under the button that would silence it. */
function Level() {
  const { levels } = useActions()
  const [level, setLevel] = useState(0)
  useEffect(() => {
    const handle = setInterval(() => setLevel(levels().mine), LEVEL_EVERY)
    return () => clearInterval(handle)
  }, [levels])
  return (
    <span className={styles.level} aria-hidden="true">
      <i style={{ inlineSize: `${Math.round(level * 100)}%` }} />
    </span>
  )
}
