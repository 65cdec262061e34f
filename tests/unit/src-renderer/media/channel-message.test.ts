import { expect, test } from 'vitest'

import { readChannelMessage } from '../../../../src-renderer/media/channel-message.ts'

test('a hang-up on the data channel is understood', () => {
  expect(readChannelMessage('{"kind":"hangup"}')).toEqual({ kind: 'hangup' })
})

test.each([
  ['bytes', new Uint8Array(4)],
  ['no JSON', '{"kind":'],
  ['an unknown kind', '{"kind":"format"}'],
  ['a field too many', '{"kind":"hangup","why":"x"}'],
  ['more than a message may be', `{"kind":"hangup"}${' '.repeat(70_000)}`],
])('S-33: %s is nothing', (_what, data) => {
  expect(readChannelMessage(data)).toBeNull()
})
