import { whenSeen } from '../../support/browser-rig.ts'
import { openBrowser, openPhone, openReferences, press, startRingdown } from '../harness/browsers.ts'
import type { Bench, Program } from '../harness/program.ts'
import { interleave } from '../harness/program.ts'

async function run(bench: Bench) {
  const browser = await openBrowser(bench)
  const host = await startRingdown(bench)
  const open = await openReferences(bench, { caller: browser, callee: browser })
  await open('echo', 'callee')
  const asker = await open('echo', 'caller')
  const [caller, callee] = [await openPhone(browser, host.url, 'Ana'), await openPhone(browser, host.url, 'Ben')]

  async function ringdown(): Promise<number> {
    const shown = whenSeen(callee, 'button', 'Accept')
    await press(caller, 'Call Ben')
    const at = (await shown) - (await caller.evaluate(() => globalThis.listener.clickedAt()))
    await caller.waitForTimeout(300)
    await caller.getByRole('button', { name: 'Hang up', exact: true }).first().click()
    await callee.getByRole('button', { name: 'Accept', exact: true }).waitFor({ state: 'detached' })
    return at
  }
  async function bare(): Promise<number> {
    await press(asker, 'Call')
    const answered = await asker.waitForFunction(() => document.body.dataset['answeredAt'])
    return Number(await answered.jsonValue()) - (await asker.evaluate(() => globalThis.listener.clickedAt()))
  }

  const samples = await interleave(
    bench,
    { Ringdown: ringdown, 'bare round trip': bare },
    { rounds: bench.quick ? 8 : 24 },
  )
  return {
    series: Object.entries(samples).map(([name, all]) => ({ name, unit: 'ms' as const, samples: all })),
    bars: [
      {
        name: 'click on Call → ring in the DOM, of a bare round trip',
        of: 'Ringdown',
        to: 'bare round trip',
        atMost: 4,
      },
    ],
  }
}

export const dialToRinging: Program = { id: 'P-2', title: 'dial → ringing shown', run }
