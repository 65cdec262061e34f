import type { Page } from '@playwright/test'

import { expect, inCall, test } from '../support/browser-rig.ts'
import { credentials, restartIce } from '../support/ice-restart.ts'
import { expectHears } from '../support/media-flow.ts'

/**
 * How many packets are looked at: five seconds, or ten. What is played falls behind what has come, or catches up, by a third of a second on a
 * busy machine: among so many packets that is little.
 */
const PACKETS = 500

/**
 * How much sound a packet of the far voice holds, ms: by RTP time, so that it is not this machine's pace that is measured
 * (opus counts 48 in a millisecond, RFC 7587 §4.1).
 */
const soundPerPacket = (page: Page): Promise<number> =>
  page.evaluate(async (enough) => {
    const connection = globalThis.pageProbe.connections.find((one) => one.signalingState !== 'closed')
    const voice = connection?.getReceivers().find(({ track }) => track.kind === 'audio')
    const look = async () => {
      let packets = 0
      ;(await voice?.getStats())?.forEach((entry) => {
        if (entry.type === 'inbound-rtp') packets = entry.packetsReceived
      })
      return { packets, time: voice?.getSynchronizationSources()[0]?.rtpTimestamp ?? 0 }
    }
    const before = await look()
    let after = before
    const until = performance.now() + 20_000
    while (after.packets < before.packets + enough && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      after = await look()
    }
    // RTP time is 32 bits, and begins anywhere.
    return ((after.time - before.time) >>> 0) / 48 / (after.packets - before.packets)
  }, PACKETS)

/** What is played may be a few packets behind what has come. */
async function expectPacketsOf(page: Page, ms: number): Promise<void> {
  expect(Math.abs((await soundPerPacket(page)) - ms)).toBeLessThan(1)
}

/** The page does as an end that knows nothing of such a wish. */
const ignorePacketTime = (page: Page) =>
  page.evaluate(() => {
    type Set = (this: RTCPeerConnection, description: RTCSessionDescriptionInit) => Promise<void>
    const set: Set = RTCPeerConnection.prototype.setRemoteDescription
    const withoutPacketTime: Set = function (this, { type, sdp = '' }) {
      return set.call(this, { type, sdp: sdp.replaceAll(/^a=ptime:.*\r\n/gm, '') })
    }
    RTCPeerConnection.prototype.setRemoteDescription = withoutPacketTime
  })

test('a packet holds 10 ms of the far voice, both ways, also after an ICE restart', async ({ meet }) => {
  const { caller, callee } = await inCall(meet)
  const pages = [caller.page, callee.page]
  await Promise.all(pages.map((page) => expectPacketsOf(page, 10)))

  const before = await credentials(callee.page)
  await restartIce(callee.page)
  const renewed = async () => {
    const { own, remote } = await credentials(callee.page)
    return own !== before.own && remote !== before.remote
  }
  await expect.poll(renewed, { message: 'both are new' }).toBe(true)
  await Promise.all(pages.map((page) => expectPacketsOf(page, 10)))
})

test('an end that knows nothing of that wish sends 20 ms at a time, and both hear each other', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ignorePacketTime(ben.page)
  await ana.call('Ben')
  await ben.accept()
  await Promise.all([ana.talks(), ben.talks()])
  await Promise.all([expectPacketsOf(ana.page, 20), expectPacketsOf(ben.page, 10)])
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
})
