import { randomBytes } from 'node:crypto'

/** The two words of a key of HalfSipHash. */
export type HashKey = readonly [number, number]

const drawn = randomBytes(8)
/** The secret of this start of the program: nobody outside can know which texts have one hash. */
const SECRET: HashKey = [drawn.readInt32LE(0), drawn.readInt32LE(4)]

/**
 * HalfSipHash-2-4 with 32 bits of output (Aumasson and Bernstein, "SipHash: a fast short-input PRF") of a text, taken as UTF-16LE. Without
 * the key nobody can find two texts of one hash faster than by trying, and nobody outside can try. Pure.
 * @returns a signed 32-bit number
 */
export function keyedHash(text: string, [k0, k1]: HashKey = SECRET): number {
  let v0 = k0
  let v1 = k1
  let v2 = 0x6c796765 ^ k0
  let v3 = 0x74656462 ^ k1

  function rounds(count: number): void {
    for (let round = 0; round < count; round += 1) {
      v0 = (v0 + v1) | 0
      v1 = rotated(v1, 5) ^ v0
      v0 = rotated(v0, 16)
      v2 = (v2 + v3) | 0
      v3 = rotated(v3, 8) ^ v2
      v0 = (v0 + v3) | 0
      v3 = rotated(v3, 7) ^ v0
      v2 = (v2 + v1) | 0
      v1 = rotated(v1, 13) ^ v2
      v2 = rotated(v2, 16)
    }
  }
  function absorb(word: number): void {
    v3 ^= word
    rounds(2)
    v0 ^= word
  }

  const odd = text.length & 1
  const pairs = text.length - odd
  for (let index = 0; index < pairs; index += 2) absorb(text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16))
  // The last word carries the length in bytes, modulo 256, in its highest byte.
  absorb(((text.length * 2) << 24) | (odd ? text.charCodeAt(pairs) : 0))
  v2 ^= 0xff
  rounds(4)
  return v1 ^ v3
}

const rotated = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))
