import type { AudioOutputPort, Clock, Device } from '../call/ports.ts'
import { playOn } from './audio-service.ts'
import { findPreferred } from './device-selection.ts'
import type { SettingsSource } from './media-devices.ts'

/** An audio element that can be sent to a speaker (W3C audio-output). */
type Routable = HTMLMediaElement & { setSinkId?: (id: string) => Promise<void> }

/** Where it plays; empty is the system's default, also in a browser that knows no other. */
const sinkOf = (element: Routable): string => (element as { readonly sinkId?: string }).sinkId ?? ''

/** Sends an element to a speaker; without that speaker the system's default plays (F-66). */
export async function route(element: Routable, id: string): Promise<void> {
  if (!element.setSinkId) return
  await element.setSinkId(id).catch(() => element.setSinkId?.('').catch(() => {}))
}

/** How often a speaker that plays is looked after, ms: not every system says that one went, came or was taken. */
const LOOK = 1_000

export interface AudioOutputOptions {
  readonly settings: SettingsSource
  readonly known: () => readonly Device[]
  /** Reads the list of devices again. */
  readonly look: () => void
  readonly clock: Clock
}

/** Plays the far voice on the chosen speaker. */
export function createAudioOutput({ settings, known, look, clock }: AudioOutputOptions): AudioOutputPort {
  const elements = new Set<Routable>()
  const speaker = () =>
    findPreferred(
      settings.get().speaker,
      known().filter((device) => device.kind === 'speaker'),
    )?.id ?? ''
  return {
    ready(stream) {
      const element: Routable = new Audio()
      // Paused and muted: whatever set it going by mistake, nothing sounds before somebody agreed.
      element.muted = true
      element.srcObject = stream
      elements.add(element)
      // A new element plays on the default speaker by itself; to send it there opens that speaker twice.
      const id = speaker()
      if (id !== '') void route(element, id)
      let playing = false
      let stopLooking = () => {}
      const stopPlayingOn = playOn(element, clock, () => playing)
      const lookAfter = () => {
        stopLooking = clock.after(LOOK, () => {
          look()
          const wanted = speaker()
          if (sinkOf(element) !== wanted) void route(element, wanted)
          lookAfter()
        })
      }
      return {
        play() {
          element.muted = false
          playing = true
          void element.play().catch(() => {})
          stopLooking()
          lookAfter()
        },
        pause() {
          playing = false
          stopLooking()
          element.muted = true
          element.pause()
        },
        close() {
          playing = false
          stopLooking()
          stopPlayingOn()
          elements.delete(element)
          element.pause()
          element.srcObject = null
        },
      }
    },
    refresh() {
      for (const element of elements) void route(element, speaker())
    },
  }
}
