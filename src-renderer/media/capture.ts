import type { Capture } from '../call/ports.ts'
import type { LevelMeter } from './audio-context.ts'
import { measureLevel } from './audio-context.ts'

/** An opened track as a capture. @param forget called once when it is stopped */
export function captureOf(track: MediaStreamTrack, forget: () => void): Capture {
  let meter: LevelMeter | null = null
  let stopped = false
  return {
    track,
    id: track.getSettings().deviceId ?? '',
    label: track.label,
    level() {
      // Made when somebody looks: before that it would only stand between the click and the voice.
      if (track.kind !== 'audio' || stopped) return 0
      meter ??= measureLevel(track)
      return meter.level()
    },
    stop() {
      if (stopped) return
      stopped = true
      forget()
      meter?.stop()
      track.stop()
    },
  }
}
