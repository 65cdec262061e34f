import type { DesktopPort, RingtonePort, Tone } from './ports.ts'
import type { Phone } from './state.ts'

/** What is heard while a state lasts: a pure function of the state. */
export function lastingTone(phone: Phone): Extract<Tone, 'ring' | 'ringback'> | null {
  const { call } = phone
  if (call.name === 'ringing' && !call.silenced) return 'ring'
  return call.name === 'calling' && call.progress === 'ringing' ? 'ringback' : null
}

export interface AttentionOptions {
  readonly ringtones: RingtonePort
  readonly desktop: DesktopPort
  readonly announcement: (callerName: string) => { readonly title: string; readonly body: string }
}

/** Ringtone, notification and wake lock that follow the state of the phone. */
export interface Attention {
  follow(phone: Phone): void
  /** A sound of its own, once. */
  once(tone: Tone): void
  /** Sounds and signals that are on. */
  count(): number
  close(): void
}

/** Something that is on for as long as its key stays the same. */
function held(): { follow(key: string | null, start: () => () => void): void; on(): boolean } {
  let current: string | null = null
  let stop = () => {}
  return {
    follow(key, start) {
      if (key === current) return
      stop()
      current = key
      stop = key === null ? () => {} : start()
    },
    on: () => current !== null,
  }
}

export function createAttention({ ringtones, desktop, announcement }: AttentionOptions): Attention {
  const sound = held()
  const signal = held()
  const awake = held()
  let stopOnce = () => {}

  return {
    follow(phone) {
      const { call } = phone
      const tone = lastingTone(phone)
      const id = call.name === 'idle' ? '' : call.callId
      if (tone) stopOnce()
      sound.follow(tone && `${id}/${tone}`, () => ringtones.play(tone ?? 'ring'))
      signal.follow(call.name === 'ringing' ? id : null, () => {
        const text = announcement(call.name === 'ringing' ? call.peer.name : '')
        return desktop.announceRing(text, () => globalThis.focus?.())
      })
      const live = call.name !== 'idle' && call.name !== 'ending'
      awake.follow(live ? id : null, () => desktop.stayAwake())
    },
    once(tone) {
      stopOnce()
      stopOnce = ringtones.play(tone)
    },
    count: () => [sound, signal, awake].filter((one) => one.on()).length,
    close() {
      stopOnce()
      for (const one of [sound, signal, awake]) one.follow(null, () => () => {})
    },
  }
}
