import type { AudioOutputPort } from './ports.ts'

/** What comes from the other end, and whether it is heard here. */
export interface FarVoice {
  stream(): MediaStream | null
  /** Another connection, or none. */
  follow(stream: MediaStream | null): void
  /** Heard from the moment in which this person agreed: then the speaker is open before the first word is there. */
  listen(on: boolean): void
}

export function createFarVoice(output: AudioOutputPort): FarVoice {
  let current: MediaStream | null = null
  let listening = false
  let played: MediaStream | null = null
  let stop = () => {}

  function apply(): void {
    const wanted = listening ? current : null
    if (wanted === played) return
    stop()
    played = wanted
    stop = wanted ? output.play(wanted) : () => {}
  }

  return {
    stream: () => current,
    follow(stream) {
      current = stream
      apply()
    },
    listen(on) {
      listening = on
      apply()
    },
  }
}
