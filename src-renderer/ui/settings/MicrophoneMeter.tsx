import { useEffect, useState } from 'react'

import { shortName } from '../format/initials.ts'
import { problemText } from '../format/problem.ts'
import { usePhone } from '../phone-context.ts'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import styles from './SettingsPane.module.css'
import { usePreview } from './use-preview.ts'

const CELLS = 24
/** The last cells mean: too loud. */
const HOT = 20

/** The microphone's level, and a sentence about it. */
export function MicrophoneMeter() {
  const { call, me } = usePhone()
  const inApp = useShell() !== null
  const { t } = useWords()
  // In a call the microphone belongs to the call; its level is under Mute.
  const inCall = call !== null && call.state !== 'ended'
  const preview = usePreview('microphone', !inCall)
  const [level, setLevel] = useState(0)
  const [loudest, setLoudest] = useState(0)
  const open = preview.status === 'open' ? preview : null
  useEffect(() => {
    if (!open) return
    const handle = setInterval(() => {
      const now = open.level()
      setLevel(now)
      setLoudest((before) => Math.max(now, before * 0.97))
    }, 100)
    return () => clearInterval(handle)
  }, [open])

  if (inCall) return null
  if (preview.status === 'failed') {
    return (
      <p className={`${styles.hint} ${styles.warn}`}>
        {problemText({ device: 'microphone', problem: preview.problem, name: shortName(me.name), inApp }, t)}
      </p>
    )
  }
  const lit = Math.round(level * CELLS)
  const cell = (index: number) => (index < lit ? (index >= HOT ? styles.hot : styles.on) : undefined)
  const [words, look] = loudest > 0.9 ? ['loud', styles.warn] : loudest > 0.05 ? ['heard', styles.good] : ['silent', '']
  return (
    <>
      <div
        className={styles.meter}
        role="meter"
        aria-label={t('settings.microphone')}
        aria-valuemin={0}
        aria-valuemax={CELLS}
        aria-valuenow={lit}
      >
        {Array.from({ length: CELLS }, (_, index) => (
          <i key={index} className={cell(index)} />
        ))}
      </div>
      <p className={`${styles.hint} ${look}`}>{t(`settings.${words}`)}</p>
    </>
  )
}
