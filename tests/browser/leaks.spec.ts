import type { CDPSession, Page } from '@playwright/test'

import { expect, test } from '../support/browser-rig.ts'
import { expectQuiet } from '../support/media-flow.ts'
import { sized } from '../support/within.ts'

const NO_RATE = { burst: 1e6, perSecond: 1e6 }
test.use({ hostOptions: { limits: { messages: NO_RATE, farewells: NO_RATE, invitesPerPair: NO_RATE } } })

/** What the page uses after everything that can be thrown away is, bytes. */
async function heap(cdp: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round += 1) await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Runtime.getHeapUsage')).usedSize
}

/** The probe remembers every connection, track and loudspeaker of a page: what is closed is forgotten, or the test would be the leak. */
const forgetClosed = (page: Page) =>
  page.evaluate(() => {
    const { connections, tracks, loudspeakers } = globalThis.pageProbe
    if (connections.some((one) => one.signalingState !== 'closed') || tracks.some((one) => one.readyState === 'live'))
      throw new Error('something of a call is left')
    connections.length = 0
    tracks.length = 0
    loudspeakers.length = 0
  })

test('one call after the other, each is connected, nothing of any is left, and the heap stays as it is', async ({
  meet,
}) => {
  const calls = sized(30, 500)
  // A few calls still load what stays.
  const bound = sized(30_000, 10_000)
  test.setTimeout(120_000 + calls * 5_000)
  const [ana, ben] = [await meet('Ana'), await meet('Ben')]
  const cdp = await ana.context.newCDPSession(ana.page)
  const call = async () => {
    await ana.call('Ben')
    await ben.accept()
    await ana.talks()
    await ben.talks()
    await ana.hangUp()
    await Promise.all([ana.sees('Call ended'), ben.sees('Call ended')])
    await Promise.all([expectQuiet(ana.page), expectQuiet(ben.page)])
    await Promise.all([forgetClosed(ana.page), forgetClosed(ben.page)])
  }
  // The first calls load what stays: codecs, sounds, compiled code, the recents.
  for (let warm = 0; warm < 30; warm += 1) await call()
  const before = await heap(cdp)
  for (let round = 0; round < calls; round += 1) await call()
  const slope = ((await heap(cdp)) - before) / calls
  process.stdout.write(`    ${calls} calls, ${Math.round(slope)} bytes of heap a call (bound ${bound})\n`)
  expect(slope).toBeLessThan(bound)
})
