import { arrive } from '../../support/browser-rig.ts'
import { fakeMedia } from '../../support/fake-media.ts'
import type { HostProcess } from '../../support/host-process.ts'
import { hostProcess } from '../../support/host-process.ts'
import { expectHears } from '../../support/media-flow.ts'
import type { NodePhone } from '../../support/node-phone.ts'
import { connectPairs, openPhones, restartStorm } from '../../support/restart-storm.ts'
import { voiceDuring } from '../../support/voice-packets.ts'
import { openBrowser } from '../harness/browsers.ts'
import type { Measurement } from '../harness/outcome.ts'
import type { Bench, Program } from '../harness/program.ts'

const PHONES = 500
const CALLS = 50
/** How long the two pages are listened to without a storm, ms: about as long as a storm takes. */
const CALM = 5_000

/** Two real pages that talk: one of the calls, the only one with real voice. */
async function talkingPages(bench: Bench, { url }: HostProcess) {
  const browser = await openBrowser(bench)
  const [ana, ben] = [await arrive(browser, url, 'Ana', {}), await arrive(browser, url, 'Ben', {})]
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  await ben.talks()
  const pages = [ana.page, ben.page] as const
  for (const page of pages) await expectHears(page)
  return pages
}

/** How many of these calls are over: ended at a phone, or no longer shown in a page. */
const endedCalls = (talkers: readonly NodePhone[]): number =>
  talkers.filter((phone) => phone.state() !== 'active' || phone.ended.length > 0).length / 2

async function run(bench: Bench): Promise<Measurement> {
  bench.progress(`${PHONES} phones sign in`)
  const host = await hostProcess()
  bench.closeLater(() => host.stop())
  const phones = await openPhones(host, PHONES - 2, fakeMedia())
  bench.closeLater(() => {
    for (const phone of phones) phone.close()
  })
  const talkers = await connectPairs(phones, CALLS - 1)
  const pages = await talkingPages(bench, host)

  const series: Record<'back' | 'claimed' | 'ended' | 'lost', number[]> = { back: [], claimed: [], ended: [], lost: [] }
  const rounds = bench.quick ? 2 : 6
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`storm ${round} of ${rounds}`)
    const calm = await voiceDuring(pages, () => pages[0].waitForTimeout(CALM))
    const storm = await voiceDuring(pages, async () => {
      const { back, claimed } = await restartStorm(host, phones, 2 * CALLS)
      series.back.push(back)
      series.claimed.push(claimed)
    })
    if (storm.received === 0) throw new Error('the two pages heard nothing through the storm')
    series.lost.push(Math.max(0, storm.lost - calm.lost))
    const silent = await Promise.all(pages.map((page) => page.getByRole('timer').count()))
    series.ended.push(endedCalls(talkers) + (silent.includes(0) ? 1 : 0))
  }
  return {
    series: [
      { name: 'host listens → all back', unit: 'ms' as const, samples: series.back },
      { name: 'host listens → all calls claimed', unit: 'ms' as const, samples: series.claimed },
      { name: 'calls ended', unit: '' as const, samples: series.ended },
      { name: 'voice packets lost beyond the calm before', unit: '' as const, samples: series.lost },
    ],
    bars: [
      { name: '500 phones back, slowest storm', of: 'host listens → all back', worst: true, atMost: 10_000 },
      { name: '50 calls claimed, slowest storm', of: 'host listens → all calls claimed', worst: true, atMost: 10_000 },
      { name: 'calls ended by a storm', of: 'calls ended', worst: true, atMost: 0 },
      {
        name: 'voice packets lost beyond the calm before',
        of: 'voice packets lost beyond the calm before',
        worst: true,
        atMost: 0,
      },
    ],
    notes: [`${PHONES} phones, ${CALLS} calls: all phones in this one process but the two pages of Chromium.`],
  }
}

export const restartStormOf500: Program = { id: 'P-8', title: 'restart storm', run }
