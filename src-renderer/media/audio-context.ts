/** The one AudioContext that listens to microphones; made when first needed, asleep when nobody measures. */
let context: AudioContext | null = null
let users = 0

export interface LevelMeter {
  /** Root mean square of the last moment, stretched to 0…1. */
  level(): number
  stop(): void
}

/** Speech rarely passes an RMS of 0.25; the meter's scale ends there. */
const FULL_SCALE = 0.25

/** Measures a track's level. The handle frees everything it took. Without Web Audio the level is 0. */
export function measureLevel(track: MediaStreamTrack): LevelMeter {
  try {
    return measure(track)
  } catch {
    return { level: () => 0, stop: () => {} }
  }
}

function measure(track: MediaStreamTrack): LevelMeter {
  context ??= new AudioContext()
  const own = context
  void own.resume().catch(() => {})
  const source = own.createMediaStreamSource(new MediaStream([track]))
  const analyser = own.createAnalyser()
  analyser.fftSize = 512
  source.connect(analyser)
  users += 1
  const samples = new Float32Array(analyser.fftSize)
  let stopped = false
  return {
    level() {
      if (stopped) return 0
      // Suspended by the death of its audio service (F-71), or not awake yet.
      if (own.state !== 'running') void own.resume().catch(() => {})
      analyser.getFloatTimeDomainData(samples)
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length
      return Math.min(1, Math.sqrt(power) / FULL_SCALE)
    },
    stop() {
      if (stopped) return
      stopped = true
      source.disconnect()
      users -= 1
      if (users === 0) void own.suspend().catch(() => {})
    },
  }
}
