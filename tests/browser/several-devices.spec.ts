import type { Page } from '@playwright/test'

import { clickTogether, expect, expectWithin, test } from '../support/browser-rig.ts'
import type { Host, Meet, Person } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'

/** Ana, and Ben with two devices of his own, as the roster of the host has it. */
async function officeOf(meet: Meet, host: Host): Promise<readonly [Person, Person, Person]> {
  const ana = await meet('Ana')
  const pc = await meet('Ben pc')
  const laptop = await meet('Ben laptop')
  const devices = await Promise.all([pc, laptop].map(({ page }) => deviceOf(page)))
  await host.restart({ roster: [{ contact: 'ben', name: 'Ben', devices }] })
  for (const { page } of [pc, laptop]) await page.getByRole('button', { name: /^Ben\. / }).waitFor()
  await ana.page.getByRole('listitem', { name: 'Ben', exact: true }).filter({ hasNotText: 'left' }).waitFor()
  return [ana, pc, laptop]
}

/** The id of the page's device: SHA-256 of its public key, base64url (PROTOCOL.md). */
const deviceOf = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const pair = await new Promise<CryptoKeyPair>((resolve) => {
      indexedDB.open('ringdown-keys').addEventListener('success', (opened) => {
        const { result: database } = opened.target as IDBOpenDBRequest
        const found = database.transaction('keys').objectStore('keys').get('main')
        found.addEventListener('success', () => resolve((found.result as { pair: CryptoKeyPair }).pair))
      })
    })
    const digest = await crypto.subtle.digest('SHA-256', await crypto.subtle.exportKey('raw', pair.publicKey))
    const text = btoa(String.fromCharCode(...new Uint8Array(digest)))
    return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  })

const opened = ({ page }: Person) => page.evaluate(() => globalThis.pageProbe.captureCalls)

test('F-04: both devices of a person ring; accepted on one, the other stops, says where, and opened nothing', async ({
  meet,
  host,
}) => {
  const [ana, pc, laptop] = await officeOf(meet, host)
  await ana.call('Ben')
  for (const { page } of [pc, laptop]) await page.getByRole('alertdialog').waitFor()
  await pc.accept()
  await laptop.page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await ana.talks()
  await laptop.press('Recents')
  await expect(laptop.page.getByRole('listitem').filter({ hasText: 'Ana' }).last()).toContainText('On another device')
  expect(await opened(laptop)).toBe(0)
  await expectHears(ana.page)
})

test('F-04: accepted on both devices at once: one talks, the other has answered elsewhere and is closed again', async ({
  meet,
  host,
}) => {
  const [ana, ...both] = await officeOf(meet, host)
  await ana.call('Ben')
  for (const { page } of both) await page.getByRole('alertdialog').waitFor()
  for (const { page } of both) await page.evaluate(watchLoser)
  await clickTogether([both[0].page, 'Accept'], [both[1].page, 'Accept'])
  await ana.talks()
  const loser = await Promise.race(
    both.map(async (one) => {
      await one.sees('Answered')
      return one
    }),
  )
  const live = () =>
    loser.page.evaluate(() => globalThis.pageProbe.tracks.filter((track) => track.readyState === 'live').length)
  await expect.poll(() => loser.page.evaluate(() => globalThis.lostRace.closedAt.length)).toBe(1)
  expect(await live()).toBe(0)
  const seen = await loser.page.evaluate(() => globalThis.lostRace)
  expect(seen.lostAt).toBeGreaterThan(0)
  // A request that is still on its way cannot be taken back: what it opens is closed when it arrives.
  expect(seen.closedAt).toHaveLength(1)
  const open = Math.max(seen.lostAt, ...seen.openedAt)
  expectWithin(Math.max(...seen.closedAt) - open, 100, 'the microphone of the one who lost is closed')
  // What was never attached was never sent.
  expect(seen.attached).toBe(0)
  await expect(loser.page.getByRole('img', { name: 'Your microphone is open' })).toHaveCount(0)
  await expectHears(ana.page)
})

declare global {
  var lostRace: { lostAt: number; attached: number; openedAt: number[]; closedAt: number[] }
}

/** Runs in the page: when the phone learned that it lost, what it attached to a connection, and when it closed what it had opened. */
function watchLoser(): void {
  const seen = { lostAt: 0, attached: 0, openedAt: [] as number[], closedAt: [] as number[] }
  globalThis.lostRace = seen
  const { info } = globalThis.console
  globalThis.console.info = (line: string) => {
    if (/accepting → (idle|ending)/.test(line)) seen.lostAt = performance.now()
    info(line)
  }
  const { mediaDevices } = navigator
  const open = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints)
    seen.openedAt.push(performance.now())
    return stream
  }
  const { replaceTrack } = RTCRtpSender.prototype
  RTCRtpSender.prototype.replaceTrack = function attach(track) {
    if (track) seen.attached += 1
    return replaceTrack.call(this, track)
  }
  const { stop } = MediaStreamTrack.prototype
  MediaStreamTrack.prototype.stop = function close() {
    seen.closedAt.push(performance.now())
    stop.call(this)
  }
}

test('F-05: declined on one device, accepted on the other: the first of the two decides, for all', async ({
  meet,
  host,
}) => {
  const [ana, pc, laptop] = await officeOf(meet, host)
  await ana.call('Ben')
  for (const { page } of [pc, laptop]) await page.getByRole('alertdialog').waitFor()
  const stopped = laptop.page.getByRole('alertdialog').waitFor({ state: 'detached' })
  const before = Date.now()
  await pc.press('Decline')
  await stopped
  expectWithin(Date.now() - before, 1_000, 'the other device stops after Decline')
  await ana.sees('Declined')
  expect(await opened(laptop)).toBe(0)
})
