import { expect, test } from 'vitest'

import { frameCount } from '../../../../../src-signaling/server/doors/frame-count.ts'
import { OPCODE, frame } from '../../../../support/raw-client.ts'

const STREAM = Buffer.concat([
  frame(OPCODE.ping),
  frame(OPCODE.text, 'x'.repeat(125)),
  frame(OPCODE.text, 'x'.repeat(126)),
  frame(OPCODE.text, 'x'.repeat(60_000), false),
  frame(OPCODE.continuation, '', false),
  frame(OPCODE.continuation),
  frame(OPCODE.close),
])
/** A length in eight bytes (RFC 6455 §5.2). */
const LONG = Buffer.concat([Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0]), Buffer.alloc(65_537)])

test('A-4: frames of every kind count, in one piece and byte by byte', () => {
  expect(frameCount()(STREAM)).toBe(7)
  const bytewise = frameCount()
  expect([...STREAM].reduce((sum, byte) => sum + bytewise(Uint8Array.of(byte)), 0)).toBe(7)
  const both = frameCount()
  expect([LONG, STREAM].map((piece) => both(piece))).toEqual([1, 7])
})
