import { setTimeout as wait } from 'node:timers/promises'

import { expect } from '@playwright/test'

import type { Person } from '../support/browser-rig.ts'
import { expectWithin, whenSeen } from '../support/browser-rig.ts'
import { expectHears, flow } from '../support/media-flow.ts'
import { longestPause, pauseMs, watchAudio } from './support/audio-watch.ts'
import { test } from './support/lan-rig.ts'

const LONG = process.env['RINGDOWN_LONG'] === '1'

async function talk(ana: Person, ben: Person): Promise<void> {
  await ana.call('Ben')
  await ben.accept()
  await Promise.all([ana.talks(), ben.talks()])
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
}

/** Packets that came in so far, in the one connection that there is. */
const received = async ({ page }: Person): Promise<number> => {
  const flows = await flow(page)
  expect(flows).toHaveLength(1)
  return flows[0]?.received ?? 0
}

const connections = ({ page }: Person) => page.evaluate(() => globalThis.pageProbe.connections.length)

test('F-46: 40 ± 15 ms, packets twice and out of order, then 5, 10 and 20 % lost: the call stays', async ({
  lan,
  sit,
}) => {
  if (LONG) test.setTimeout(360_000)
  const far = await lan.distantMachine({ ms: 40, jitter: 15, duplicate: 1, reorder: 1 })
  const ana = await sit(lan.machine(), 'Ana')
  const ben = await sit(far, 'Ben')
  await talk(ana, ben)
  for (const percent of [5, 10, 20]) {
    far.lose(percent)
    const ends = [ana, ben]
    const before = await Promise.all(ends.map(received))
    // A hundred packets a second are sent: about four seconds, with RINGDOWN_LONG a minute.
    const enough = LONG ? 6000 : 400
    for (const [index, end] of ends.entries()) {
      await expect
        .poll(() => received(end), { message: `${end.name} hears at ${percent} %`, timeout: 90_000 })
        .toBeGreaterThan((before[index] ?? 0) + enough * (1 - percent / 100))
      expect(await connections(end)).toBe(1)
    }
    await Promise.all([expectHears(ana.page), expectHears(ben.page)])
    expect(far.dropped()).toBeGreaterThan(enough * (percent / 100))
    far.heal()
  }
  await Promise.all([ana.talks(), ben.talks()])
  await ana.hangUp()
  await ben.sees('Call ended')
})

test('F-43: UDP is blocked and there is no relay: both ends name the cause within 10 s', async ({ lan, sit }) => {
  const [here, there] = [lan.machine(), lan.machine()]
  for (const way of ['in', 'out'] as const) here.drop('meta l4proto udp', way)
  const ana = await sit(here, 'Ana')
  const ben = await sit(there, 'Ben')
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  const told = [ana, ben].map(({ page }) => whenSeen(page, '[role=status]', 'No connection'))
  const accepted = whenSeen(ben.page, '[role=status]', 'Connecting')
  await ben.accept()
  for (const [index, at] of (await Promise.all(told)).entries())
    expectWithin(at - (await accepted), 10_000, `F-43 ${index === 0 ? 'the caller' : 'the callee'} is told`)
  await expect(ana.page.getByText('UDP is blocked between you and Ben; no relay is configured.').first()).toBeVisible()
  await expect(ben.page.getByText('UDP is blocked between you and Ana; no relay is configured.').first()).toBeVisible()
  expect(here.dropped()).toBeGreaterThan(0)
})

test('F-38: the line to the host goes dead without a sign: phone and office notice within 10 s, and both find back', async ({
  lan,
  sit,
}) => {
  const here = lan.machine()
  const ana = await sit(here, 'Ana')
  const ben = await sit(lan.machine(), 'Ben')
  await ben.page.getByRole('button', { name: 'Call Ana', exact: true }).waitFor()
  const noticed = whenSeen(ana.page, '[role=status]', 'Host not reachable since')
  const missed = whenSeen(ben.page, 'nav', 'offline since ')
  const at = Date.now()
  here.drop('tcp sport 7443')
  here.drop('tcp dport 7443', 'out')
  expectWithin((await noticed) - at, 10_000, 'F-38 the phone notices')
  expectWithin((await missed) - at, 10_000, 'F-38 the office notices')
  here.heal()
  await expect(ana.page.getByText('Host not reachable since')).toHaveCount(0)
  await expect(ben.page.getByText('2 here')).toBeVisible()
  await ben.call('Ana')
  await ana.accept()
  await Promise.all([ana.talks(), ben.talks()])
})

test('F-41: another address in the middle of a call: sound again, in the same call', async ({ lan, sit }) => {
  const here = lan.machine()
  const ana = await sit(here, 'Ana')
  const ben = await sit(lan.machine(), 'Ben')
  await talk(ana, ben)
  await Promise.all([watchAudio(ana.page), watchAudio(ben.page)])
  const pauses: number[] = []
  for (let round = 0; round < (LONG ? 20 : 3); round += 1) {
    const at = Date.now()
    here.changeAddress()
    for (const { name, page } of [ana, ben]) {
      // Only a packet that comes after a pause says that the old path is gone and another one is there.
      await expect
        .poll(async () => pauseMs((await longestPause(page, at)) ?? { from: 0, to: 0 }), {
          message: `${name} hears again`,
          timeout: 30_000,
          intervals: [100],
        })
        .toBeGreaterThan(150)
      pauses.push(pauseMs((await longestPause(page, at)) ?? { from: 0, to: 0 }))
    }
    await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  }
  const sorted = pauses.sort((a, b) => a - b)
  expectWithin(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, 3_000, `F-41 median of ${sorted.length}`)
  expectWithin(sorted.at(-1) ?? Number.NaN, 10_000, 'F-41 worst')
  expect(await connections(ana)).toBe(1)
  await ana.hangUp()
  await ben.sees('Call ended')
})

for (const seconds of LONG ? [5, 20] : [5]) {
  test(`F-40: a phone frozen for ${seconds} s in a call is there again, in the same call`, async ({ lan, sit }) => {
    const here = lan.machine()
    const ana = await sit(here, 'Ana')
    const ben = await sit(lan.machine(), 'Ben')
    await talk(ana, ben)
    await watchAudio(ben.page)
    const at = Date.now()
    here.freeze()
    // How long the fault lasts, not how long something may take.
    await wait(seconds * 1_000)
    here.thaw()
    const thawed = Date.now()
    await expect
      .poll(async () => (await longestPause(ben.page, thawed))?.to ?? 0, {
        message: 'Ben hears again',
        timeout: 30_000,
      })
      .toBeGreaterThan(thawed)
    const pause = await longestPause(ben.page, at)
    process.stdout.write(
      `    frozen for ${seconds} s: Ben heard nothing for ${Math.round(pause ? pauseMs(pause) : 0)} ms\n`,
    )
    await Promise.all([expectHears(ana.page), expectHears(ben.page)])
    await Promise.all([ana.talks(), ben.talks()])
    expect(await connections(ben)).toBe(1)
  })
}

test('F-40: a phone frozen for 40 s in a call: both ends say that the connection was lost', async ({ lan, sit }) => {
  const here = lan.machine()
  const ana = await sit(here, 'Ana')
  const ben = await sit(lan.machine(), 'Ben')
  await talk(ana, ben)
  const lost = whenSeen(ben.page, '[role=status]', 'Connection lost')
  const read = whenSeen(ana.page, '[role=status]', 'Connection lost')
  const at = Date.now()
  here.freeze()
  const told = (await lost) - at
  await wait(Math.max(0, 40_000 - told))
  const thawed = Date.now()
  here.thaw()
  process.stdout.write(`    Ana read it ${Math.round((await read) - thawed)} ms after she woke up\n`)
  process.stdout.write(`    Ben was told after ${Math.round(told)} ms\n`)
  expect(told).toBeGreaterThan(25_000)
  expect(told).toBeLessThan(35_000)
  await expect(ana.page.getByRole('toolbar', { name: 'Call' })).toHaveCount(0)
})
