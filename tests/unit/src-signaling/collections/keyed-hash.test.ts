import { expect, test } from 'vitest'

import { keyedHash } from '../../../../src-signaling/collections/keyed-hash.ts'

/** The key 00 01 … 07 of the reference vectors. */
const KEY = [0x03020100, 0x07060504] as const

test('A-2: the hash is HalfSipHash-2-4: the vectors of its authors for 0, 2 and 4 bytes', () => {
  const unsigned = (text: string) => keyedHash(text, KEY) >>> 0
  expect(unsigned('')).toBe(0x5b9f35a9)
  expect(unsigned('\u0100')).toBe(0x03a662fa)
  expect(unsigned('\u0100\u0302')).toBe(0x89466e2a)
})

test('A-2: texts that the hash of the library cannot tell apart have hashes of their own', () => {
  const pieces = ['Ao', 'BP', 'C1']
  const texts = pieces.flatMap((a) => pieces.flatMap((b) => pieces.map((c) => `${a}${b}${c}`)))
  expect(new Set(texts.map((text) => keyedHash(text))).size).toBe(texts.length)
})
