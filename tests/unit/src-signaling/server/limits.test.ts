import { expect, test } from 'vitest'

import { DEFAULT_LIMITS, limitsWith } from '../../../../src-signaling/server/limits.ts'

test('S-34, A-4: who may send more messages may send as many frames more, and without changes the limits are the usual ones', () => {
  expect(limitsWith({})).toEqual(DEFAULT_LIMITS)
  const { frames, ...others } = limitsWith({ messages: { burst: 10_000, perSecond: 10_000 } })
  expect(frames).toEqual({ burst: 20_400, perSecond: 20_100 })
  expect(others).toMatchObject({ messages: { burst: 10_000, perSecond: 10_000 }, farewells: DEFAULT_LIMITS.farewells })
  const given = { burst: 1, perSecond: 1 }
  expect(limitsWith({ frames: given, messages: given }).frames).toEqual(given)
})
