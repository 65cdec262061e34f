import { useEffect, useState } from 'react'

import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { MicrophoneView } from '../view-model.ts'
import { lanePath } from './lane-path.ts'
import styles from './TalkLanes.module.css'
import { LEVEL_EVERY } from './use-speaking.ts'

/** Bars of a lane; at 5 Hz, drawn every second sample, they hold 20 s. */
const BARS = 55

interface TalkLanesProps {
  /** What the other person is called in short. */
  readonly name: string
  readonly microphone: MicrophoneView
  readonly peerMicrophone: MicrophoneView
}

interface Levels {
  readonly mine: readonly number[]
  readonly peer: readonly number[]
}

const SILENT: Levels = { mine: Array(BARS).fill(0), peer: Array(BARS).fill(0) }

/** The last 20 s of both microphones: shows at once that sound flows both ways, and who is silent. */
export function TalkLanes({ name, microphone, peerMicrophone }: TalkLanesProps) {
  const { levels } = useActions()
  const { t } = useWords()
  const [history, setHistory] = useState(SILENT)
  useEffect(() => {
    const read = () => {
      const { mine, peer } = levels()
      setHistory((before) => ({ mine: [...before.mine.slice(1), mine], peer: [...before.peer.slice(1), peer] }))
    }
    const handle = setInterval(read, 2 * LEVEL_EVERY)
    return () => clearInterval(handle)
  }, [levels])

  return (
    <div className={styles.lanes} role="img" aria-label={t('call.lanes')}>
      <Lane name={name} levels={history.peer} microphone={peerMicrophone} />
      <Lane name={t('call.you')} levels={history.mine} microphone={microphone} />
    </div>
  )
}

interface LaneProps {
  readonly name: string
  readonly levels: readonly number[]
  readonly microphone: MicrophoneView
}

const SILENCE: Readonly<Record<Exclude<MicrophoneView, 'on'>, string>> = { muted: 'call.muted', none: 'call.listens' }

function Lane({ name, levels, microphone }: LaneProps) {
  const { t } = useWords()
  const speaking = levels.slice(-3).some((level) => level > 0.06)
  const state = microphone !== 'on' ? t(SILENCE[microphone]) : speaking ? t('call.speaking') : ''
  return (
    <div className={styles.lane}>
      <span className="clip">{name}</span>
      <svg viewBox="0 0 220 24" preserveAspectRatio="none" aria-hidden="true">
        <path d={lanePath(levels.slice(0, speaking ? -3 : undefined), 0)} />
        {speaking && <path className={styles.now} d={lanePath(levels.slice(-3), levels.length - 3)} />}
      </svg>
      <span>{state}</span>
    </div>
  )
}
