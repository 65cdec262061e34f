import type { Tone } from '../call/ports.ts'

/** One sounding piece: frequencies in Hz, times in seconds from the start of the pattern, gain 0…1. */
export interface Beep {
  readonly frequencies: readonly number[]
  readonly from: number
  readonly to: number
  readonly gain: number
}

export interface TonePattern {
  readonly beeps: readonly Beep[]
  /** Length of one round, s. */
  readonly length: number
  /** How often it is played; Infinity until stopped. */
  readonly rounds: number
}

const warble = (start: number): readonly Beep[] =>
  [0, 1, 2, 3, 4, 5].map((step) => ({
    frequencies: [step % 2 === 0 ? 660 : 880],
    from: start + step * 0.12,
    to: start + step * 0.12 + 0.11,
    gain: 0.5,
  }))

/** Every sound of the phone, as data. Ringback and busy follow the tones of European exchanges (ITU-T E.180). */
export const TONES: Readonly<Record<Tone, TonePattern>> = {
  ring: { beeps: [...warble(0), ...warble(0.95)], length: 4, rounds: Infinity },
  ringback: { beeps: [{ frequencies: [425], from: 0, to: 1, gain: 0.12 }], length: 5, rounds: Infinity },
  busy: { beeps: [{ frequencies: [425], from: 0, to: 0.48, gain: 0.12 }], length: 0.96, rounds: 3 },
  ended: {
    beeps: [
      { frequencies: [520], from: 0, to: 0.12, gain: 0.15 },
      { frequencies: [390], from: 0.14, to: 0.3, gain: 0.15 },
    ],
    length: 0.35,
    rounds: 1,
  },
  test: { beeps: [{ frequencies: [440, 554, 660], from: 0, to: 0.9, gain: 0.3 }], length: 1, rounds: 1 },
}
