import { expect, test } from 'vitest'

import { fingerprintWords } from '../../../../src-signaling/server/fingerprint-words.ts'

test('S-02: a certificate has four words, the same every time, and another has others', async () => {
  const words = await fingerprintWords('p'.repeat(43))
  expect(words).toMatch(/^[a-z]+ · [a-z]+ · [a-z]+ · [a-z]+$/)
  await expect(fingerprintWords('p'.repeat(43))).resolves.toBe(words)
  await expect(fingerprintWords('q'.repeat(43))).resolves.not.toBe(words)
})
