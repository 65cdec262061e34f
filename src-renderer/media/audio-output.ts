import type { AudioOutputPort, Clock, Device } from '../call/ports.ts'
import { playOn } from './audio-service.ts'
import { findPreferred } from './device-selection.ts'
import type { SettingsSource } from './media-devices.ts'

/** An audio element that can be sent to a speaker (W3C audio-output). */
type Routable = HTMLMediaElement & { setSinkId?: (id: string) => Promise<void> }

/** Sends an element to a speaker; without that speaker the system's default plays (F-66). */
export async function route(element: Routable, id: string): Promise<void> {
  if (!element.setSinkId) return
  await element.setSinkId(id).catch(() => element.setSinkId?.('').catch(() => {}))
}

/** Plays the far voice on the chosen speaker. */
export function createAudioOutput(
  settings: SettingsSource,
  known: () => readonly Device[],
  clock: Clock,
): AudioOutputPort {
  const playing = new Set<Routable>()
  const speaker = () =>
    findPreferred(
      settings.get().speaker,
      known().filter((device) => device.kind === 'speaker'),
    )?.id ?? ''
  return {
    play(stream) {
      const element: Routable = new Audio()
      element.srcObject = stream
      playing.add(element)
      // A new element plays on the default speaker by itself; to send it there opens that speaker twice.
      const id = speaker()
      if (id !== '') void route(element, id)
      void element.play().catch(() => {})
      const stopPlayingOn = playOn(element, clock)
      return () => {
        stopPlayingOn()
        playing.delete(element)
        element.pause()
        element.srcObject = null
      }
    },
    refresh() {
      for (const element of playing) void route(element, speaker())
    },
  }
}
