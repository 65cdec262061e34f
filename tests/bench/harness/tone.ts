import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'

const RATE = 48_000

export type Side = 'caller' | 'callee'

/** What the two of a call sound like, Hz: of two who sound alike, each would be cancelled as the echo of the other. */
const VOICES: Readonly<Record<Side, number>> = { caller: 440, callee: 1_000 }

/**
 * A steady tone as the fake microphone's sound: Chromium's own beeps once a second, and would hide up to a second.
 * @returns the path of a WAV file (RIFF, 16-bit mono)
 */
export function writeTone(side: Side): string {
  const hertz = VOICES[side]
  const samples = new Int16Array(RATE)
  for (let at = 0; at < samples.length; at += 1) samples[at] = 12_000 * Math.sin((2 * Math.PI * hertz * at) / RATE)
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.byteLength, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(RATE, 24)
  head.writeUInt32LE(2 * RATE, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.byteLength, 40)
  const path = join(tmpdir(), `ringdown-tone-${hertz}-${process.pid}.wav`)
  writeFileSync(path, Buffer.concat([head, Buffer.from(samples.buffer)]))
  return path
}
