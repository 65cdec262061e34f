import type { Clock, Device, RingtonePort, Tone } from '../call/ports.ts'
import { findPreferred } from './device-selection.ts'
import type { SettingsSource } from './media-devices.ts'
import { route } from './audio-output.ts'
import { playOn, runOn } from './audio-service.ts'
import type { TonePattern } from './tones.ts'
import { TONES } from './tones.ts'
import { createToneTurns } from './tone-turns.ts'
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

/** A sample of the ring is as long as its first round of sound, ms. */
const ONE_RING = 1_700

/** Firefox tells its policy (W3C autoplay-detection); elsewhere a gesture or a running context shows it. */
function isFreeByPolicy(): boolean {
  const { getAutoplayPolicy } = navigator as { readonly getAutoplayPolicy?: (of: 'audiocontext') => string }
  return getAutoplayPolicy?.call(navigator, 'audiocontext') === 'allowed'
}

export interface RingtoneOptions {
  readonly settings: SettingsSource
  readonly known: () => readonly Device[]
  /** Reads the list of devices again. */
  readonly look: () => void
  readonly clock: Clock
  /** The surroundings let a page play without a gesture, as the desktop app does: true until the browser refuses. */
  readonly free: boolean
}

/** Generated tones. The ring goes to the ringer with its own volume, everything else to the speaker (UX "Ring"). */
export function createRingtones({ settings, known, look, clock, free }: RingtoneOptions): Ringtones {
  const listeners = new Set<() => void>()
  let context: AudioContext | null = null
  let output: { readonly node: MediaStreamAudioDestinationNode; readonly element: HTMLAudioElement } | null = null
  let refused = false
  const turns = createToneTurns()
  let stayOpen = () => {}
  let current: Tone | null = null
  let gain: GainNode | null = null
  const stops: (() => void)[] = []
  const policy = isFreeByPolicy()
  const allowed = () =>
    ((free || policy) && !refused) ||
    (navigator.userActivation as UserActivation | undefined)?.hasBeenActive === true ||
    context?.state === 'running'
  // Every gesture asks. Screens that are drawn for nothing would stand between a click and what follows it.
  const tellAllowed = whenChanged(allowed, () => {
    for (const listener of listeners) listener()
  })

  /** One element plays all tones, because an element can be sent to a device and an old AudioContext cannot. */
  function ready(): { readonly context: AudioContext; readonly node: MediaStreamAudioDestinationNode } {
    if (!context) {
      context = new AudioContext()
      context.addEventListener('statechange', tellAllowed)
      stops.push(runOn(context, turns.playing, clock))
    }
    if (!output) {
      const node = context.createMediaStreamDestination()
      const element = new Audio()
      element.srcObject = node.stream
      output = { node, element }
      stops.push(playOn(element, clock, turns.playing))
    }
    stayOpen()
    void context.resume().catch(() => {})
    void output.element.play().then(tellAllowed, (error: unknown) => {
      refused ||= error instanceof DOMException && error.name === 'NotAllowedError'
      tellAllowed()
    })
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

  /** @returns how it is stopped. A browser without sound, or one whose sound fails, still rings on the screen. */
  function start(tone: Tone, done: () => void): () => void {
    try {
      return sound(tone, done)
    } catch {
      done()
      return () => {}
    }
  }

  function sound(tone: Tone, done: () => void): () => void {
    const to = ready()
    const own = to.context.createGain()
    own.gain.value = tone === 'ring' ? settings.get().ringerVolume : 1
    own.connect(to.node)
    gain = own
    current = tone
    refresh()
    const again = () => {
      // Not every system says that the ringer went or came.
      look()
      refresh()
    }
    const stopRounds = playRounds(TONES[tone], { context: to.context, target: own, clock, again, done })
    return () => {
      current = null
      gain = null
      stopRounds()
      own.gain.cancelScheduledValues(0)
      own.gain.value = 0
      own.disconnect()
      stayOpen()
      stayOpen = clock.after(KEEP_OPEN, sleep)
    }
  }

  function play(tone: Tone): () => void {
    let stopSound = () => {}
    const stop = turns.begin(() => stopSound())
    stopSound = start(tone, stop)
    return stop
  }

  function sample(tone: 'ring' | 'test'): void {
    let stopSound = () => {}
    const stop = turns.beginSample(() => {
      stopTimer()
      stopSound()
    })
    const stopTimer = stop && tone === 'ring' ? clock.after(ONE_RING, stop) : () => {}
    if (stop) stopSound = start(tone, stop)
  }

  /** A gesture anywhere on the page lets it play (HTML §6.4, user activation). */
  const gesture = () => {
    if (turns.playing() && context && context.state !== 'running') ready()
    tellAllowed()
  }
  const ends = new AbortController()
  for (const kind of ['pointerup', 'keydown']) addEventListener(kind, gesture, { signal: ends.signal, capture: true })

  return {
    play,
    sample,
    refresh,
    allowed,
    async unlock() {
      if (turns.playing() && context)
        await ready()
          .context.resume()
          .catch(() => {})
      tellAllowed()
    },
    onAllowedChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    count: () => (turns.playing() ? 1 : 0),
    close() {
      ends.abort()
      turns.end()
      stayOpen()
      sleep()
      listeners.clear()
      for (const stop of stops) stop()
      void context?.close().catch(() => {})
    },
  }
}

interface RoundsOptions {
  readonly context: AudioContext
  readonly target: AudioNode
  readonly clock: Clock
  /** Called before each round but the first. */
  readonly again: () => void
  readonly done: () => void
}

/** Schedules one round after the other; the handle silences what is scheduled. */
function playRounds(pattern: TonePattern, { context, target, clock, again, done }: RoundsOptions): () => void {
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
    if (round > 0) again()
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
