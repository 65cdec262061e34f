import { expect, test } from 'vitest'

import type { FetchLater } from '../../../../src-renderer/signaling/deferred-farewell.ts'
import { createDeferredFarewell } from '../../../../src-renderer/signaling/deferred-farewell.ts'
import { hangup } from '../../../../src-renderer/call/ending.ts'
import { id } from '../../../support/phone-player.ts'

/** A browser that keeps what is to be sent later; `sends` is what it would send now. */
function browser(fetchLater?: FetchLater | null) {
  const left: { readonly url: string; readonly body: string; readonly signal: AbortSignal }[] = []
  let leave = () => {}
  const later: FetchLater = (url, { body, signal }) => {
    if (typeof body === 'string' && signal) left.push({ url, body, signal })
  }
  const words = createDeferredFarewell({
    key: { publicKey: 'key', lasting: true, sign: (text) => Promise.resolve(`signed ${text}`) },
    serverIdentity: 'localhost:7480',
    fetchLater: fetchLater === undefined ? later : fetchLater,
    onLeave: (listener) => {
      leave = listener
    },
  })
  const sends = async () => {
    await Promise.resolve()
    return left.filter(({ signal }) => !signal.aborted).map(({ url, body }) => `${url} ${body}`)
  }
  return { words, sends, left, leave: () => leave() }
}

const X = id('call-x')
const sent = (reason: string) =>
  `/farewell {"publicKey":"key","signature":"signed ringdown-farewell-1|${X}|${reason}|localhost:7480","callId":"${X}","reason":"${reason}"}`

test('F-29: the browser holds one farewell while a call lives, the present one, and none afterwards', async () => {
  const { words, sends, left } = browser()
  words.keep(null)
  words.keep(hangup(X, 'cancelled'))
  words.keep(hangup(X, 'cancelled'))
  expect(await sends()).toEqual([sent('cancelled')])
  words.keep(hangup(X, 'hangup'))
  expect(await sends()).toEqual([sent('hangup')])
  words.keep(null)
  expect(await sends()).toEqual([])
  expect(left).toHaveLength(2)
})

test('F-29: a call that is over before its farewell was signed leaves none', async () => {
  const { words, sends, left } = browser()
  words.keep(hangup(X, 'hangup'))
  words.keep(null)
  expect(await sends()).toEqual([])
  expect(left).toEqual([])
})

test('F-29: a page that goes away does not take its farewell back: the socket may not get it out', async () => {
  const { words, sends, leave } = browser()
  words.keep(hangup(X, 'hangup'))
  await sends()
  leave()
  words.keep(null)
  expect(await sends()).toEqual([sent('hangup')])
})

test('F-29: a browser that refuses, or has no way for it, disturbs nothing', async () => {
  const refusing = browser(() => {
    throw new Error('quota')
  })
  const older = browser(null)
  for (const { words, sends } of [refusing, older]) {
    words.keep(hangup(X, 'hangup'))
    expect(await sends()).toEqual([])
  }
})
