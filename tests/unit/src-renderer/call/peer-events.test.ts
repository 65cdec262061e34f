import { expect, test } from 'vitest'

import { fromPeer } from '../../../../src-renderer/call/peer-events.ts'
import type { ChannelMessage } from '../../../../src-renderer/call/ports.ts'
import { id } from '../../../support/phone-player.ts'

const MINE = id('mine')
const FOREIGN = id('foreign')
const said = (message: ChannelMessage) => fromPeer(MINE, 1, { kind: 'channel', message })

test('S-30: a message on the data channel belongs to the call of its connection, whatever it says itself', () => {
  const state = {
    callId: FOREIGN,
    seq: 1,
    microphone: 'on',
    camera: 'off',
    hold: false,
    receiving: true,
  } as const
  const candidates = { callId: FOREIGN, generation: 1, seq: 2, candidates: [], end: true }
  const description = {
    callId: FOREIGN,
    generation: 1,
    seq: 3,
    role: 'offer',
    answers: null,
    sdp: 'v=0',
    signature: null,
  } as const
  const news = [
    said({ kind: 'media-state', state }),
    said({ kind: 'candidates', candidates }),
    said({ kind: 'description', description }),
    said({ kind: 'hangup' }),
  ]
  expect(JSON.stringify(news)).not.toContain(FOREIGN)
  expect(news.map((event) => event && 'callId' in event && event.callId)).toEqual([MINE, MINE, MINE, MINE])
})

test('a ping needs no decision: that something arrives is all it says', () => {
  expect(said({ kind: 'ping' })).toBeNull()
})
