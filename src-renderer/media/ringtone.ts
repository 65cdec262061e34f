import type { Clock, Device, RingtonePort, Tone } from '../call/ports.ts'
import { findPreferred } from './device-selection.ts'
import type { SettingsSource } from './media-devices.ts'
import { route } from './audio-output.ts'
import { playOn, runOn } from './audio-service.ts'
import type { TonePattern } from './tones.ts'
import { TONES } from './tones.ts'
import { whenChanged } from './when-changed.ts'

/** Fade of a tone that is stopped, s: no click, no tail. */
const FADE = 0.01

export interface Ringtones extends RingtonePort {
  /** Tones that sound now. */
  count(): number
  close(): void
}

/**
 * The speaker stays open this long after a tone, ms: what follows a ring that is accepted is a voice, and a device that closes and
 * opens again would stand between the click and the first word.
 */
const KEEP_OPEN = 1_000

/** How often a tone that may not sound yet looks again, ms. */
const WAKE = 50

/** Generated tones. The ring goes to the ringer with its own volume, everything else to the speaker (UX "Ring"). */
export function createRingtones(settings: SettingsSource, known: () => readonly Device[], clock: Clock): Ringtones {
  const listeners = new Set<() => void>()
  let context: AudioContext | null = null
  let output: { readonly node: MediaStreamAudioDestinationNode; readonly element: HTMLAudioElement } | null = null
  let stopCurrent: (() => void) | null = null
  let stayOpen = () => {}
  let current: Tone | null = null
  let gain: GainNode | null = null
  const stops: (() => void)[] = []
  const allowed = () => navigator.userActivation.hasBeenActive || context?.state === 'running'
  // Every gesture asks. Screens that are drawn for nothing would stand between a click and what follows it.
  const tellAllowed = whenChanged(allowed, () => {
    for (const listener of listeners) listener()
  })

  /** One element plays all tones, because an element can be sent to a device and an old AudioContext cannot. */
  function ready(): { readonly context: AudioContext; readonly node: MediaStreamAudioDestinationNode } {
    if (!context) {
      context = new AudioContext()
      context.addEventListener('statechange', tellAllowed)
      stops.push(runOn(context, () => stopCurrent !== null, clock))
    }
    if (!output) {
      const node = context.createMediaStreamDestination()
      const element = new Audio()
      element.srcObject = node.stream
      output = { node, element }
      stops.push(playOn(element, clock))
    }
    stayOpen()
    void context.resume().catch(() => {})
    void output.element.play().then(tellAllowed, tellAllowed)
    return { context, node: output.node }
  }

  function sleep(): void {
    output?.element.pause()
    void context?.suspend().catch(() => {})
  }

  function refresh(): void {
    if (!output) return
    const { ringer, speaker, ringerVolume } = settings.get()
    const rings = current === 'ring'
    const speakers = known().filter((device) => device.kind === 'speaker')
    void route(output.element, findPreferred(rings ? ringer : speaker, speakers)?.id ?? '')
    gain?.gain.setTargetAtTime(rings ? ringerVolume : 1, context?.currentTime ?? 0, FADE)
  }

  function play(tone: Tone): () => void {
    stopCurrent?.()
    const sound = ready()
    const own = sound.context.createGain()
    own.gain.value = tone === 'ring' ? settings.get().ringerVolume : 1
    own.connect(sound.node)
    gain = own
    current = tone
    refresh()
    const stopRounds = playRounds(TONES[tone], sound.context, own, clock, () => stop())
    const stop = () => {
      if (stopCurrent !== stop) return
      stopCurrent = null
      current = null
      gain = null
      stopRounds()
      own.gain.cancelScheduledValues(0)
      own.gain.value = 0
      own.disconnect()
      stayOpen = clock.after(KEEP_OPEN, sleep)
    }
    stopCurrent = stop
    return stop
  }

  /** A gesture anywhere on the page lets it play (HTML §6.4, user activation). */
  const gesture = () => {
    if (stopCurrent && context?.state !== 'running') ready()
    tellAllowed()
  }
  const ends = new AbortController()
  for (const kind of ['pointerup', 'keydown']) addEventListener(kind, gesture, { signal: ends.signal, capture: true })

  return {
    play,
    refresh,
    allowed,
    async unlock() {
      if (stopCurrent)
        await ready()
          .context.resume()
          .catch(() => {})
      tellAllowed()
    },
    onAllowedChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    count: () => (stopCurrent ? 1 : 0),
    close() {
      ends.abort()
      stopCurrent?.()
      stayOpen()
      sleep()
      listeners.clear()
      for (const stop of stops) stop()
      void context?.close().catch(() => {})
    },
  }
}

/** Schedules one round after the other; the handle silences what is scheduled. */
function playRounds(
  pattern: TonePattern,
  context: AudioContext,
  target: AudioNode,
  clock: Clock,
  done: () => void,
): () => void {
  const sounding = new Set<OscillatorNode>()
  let stopTimer = () => {}
  let round = 0

  function next(): void {
    if (round >= pattern.rounds) return done()
    if (context.state !== 'running') {
      // Not allowed yet, or still waking up: rounds must not pile up to be heard all at once.
      stopTimer = clock.after(WAKE, next)
      return
    }
    round += 1
    const start = context.currentTime + 0.02
    for (const beep of pattern.beeps) {
      for (const frequency of beep.frequencies) {
        const envelope = context.createGain()
        envelope.gain.setValueAtTime(0, start + beep.from)
        envelope.gain.linearRampToValueAtTime(beep.gain / beep.frequencies.length, start + beep.from + FADE)
        envelope.gain.setValueAtTime(beep.gain / beep.frequencies.length, start + beep.to - FADE)
        envelope.gain.linearRampToValueAtTime(0, start + beep.to)
        envelope.connect(target)
        const oscillator = new OscillatorNode(context, { frequency })
        oscillator.connect(envelope)
        oscillator.start(start + beep.from)
        oscillator.stop(start + beep.to)
        oscillator.addEventListener('ended', () => sounding.delete(oscillator))
        sounding.add(oscillator)
      }
    }
    stopTimer = clock.after(pattern.length * 1_000, next)
  }

  next()
  return () => {
    stopTimer()
    for (const oscillator of sounding) oscillator.stop()
    sounding.clear()
  }
}
