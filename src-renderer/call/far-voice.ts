import type { AudioOutputPort, Loudspeaker } from './ports.ts'

/** What comes from the other end, and whether it is heard here. */
export interface FarVoice {
  stream(): MediaStream | null
  /** Another connection, or none. */
  follow(stream: MediaStream | null): void
  /** Heard from the moment in which this person agreed. */
  listen(on: boolean): void
}

/**
 * The loudspeaker of a stream is made ready as soon as there is a stream, and played when the person agreed: to make one takes as long as to
 * open a microphone, and both at once are late. Until then it is silent.
 */
export function createFarVoice(output: AudioOutputPort): FarVoice {
  let current: MediaStream | null = null
  let loudspeaker: Loudspeaker | null = null
  let listening = false

  return {
    stream: () => current,
    follow(stream) {
      if (stream === current) return
      current = stream
      loudspeaker?.close()
      loudspeaker = stream && output.ready(stream)
      if (listening) loudspeaker?.play()
    },
    listen(on) {
      if (on === listening) return
      listening = on
      if (on) loudspeaker?.play()
      else loudspeaker?.pause()
    },
  }
}
