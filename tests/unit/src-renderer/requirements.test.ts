import { expect, test } from 'vitest'

import { missingPart } from '../../../src-renderer/requirements.ts'

const whole = { crypto: { subtle: {} }, RTCPeerConnection: function RTCPeerConnection() {} }

test('C-16: what a phone cannot be without is named, and nothing else', () => {
  expect(missingPart(whole)).toBeNull()
  expect(missingPart({ ...whole, crypto: {} })).toBe('insecure')
  expect(missingPart({ RTCPeerConnection: whole.RTCPeerConnection })).toBe('insecure')
  expect(missingPart({ crypto: whole.crypto })).toBe('no-calls')
  expect(missingPart({ ...whole, RTCPeerConnection: null })).toBe('no-calls')
})
