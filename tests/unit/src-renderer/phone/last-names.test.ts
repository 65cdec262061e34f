import { expect, test } from 'vitest'

import { createLastNames } from '../../../../src-renderer/phone/last-names.ts'

test('U-13: somebody who has left the directory keeps the name that was known last', () => {
  const names = createLastNames()
  names.learn([{ id: 'ben', name: 'Ben' }])
  names.learn([{ id: 'ben', name: 'Ben Okafor' }])
  expect([names.get('ben'), names.get('zoe')]).toEqual(['Ben Okafor', null])
})

test('they are bounded: those heard first go first', () => {
  const names = createLastNames()
  names.learn(Array.from({ length: 2_001 }, (_, index) => ({ id: `c${index}`, name: 'x' })))
  expect([names.get('c0'), names.get('c1')]).toEqual([null, 'x'])
})
