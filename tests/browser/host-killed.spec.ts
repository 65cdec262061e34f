import type { Page } from '@playwright/test'

import type { Meet, Person } from '../support/browser-rig.ts'
import { clickAt, expect, expectWithin, test as base, whenSeen } from '../support/browser-rig.ts'
import type { HostProcess } from '../support/host-process.ts'
import { hostProcess } from '../support/host-process.ts'
import { expectHears } from '../support/media-flow.ts'
import type { NodePhone } from '../support/node-phone.ts'
import { fakeMedia } from '../support/fake-media.ts'
import { connectPairs, inCallAgain, openPhones, restartStorm } from '../support/restart-storm.ts'
import { voiceDuring } from '../support/voice-packets.ts'
import { sized } from '../support/within.ts'

/** The host as a process of its own, and phones of Node beside those of the pages. */
const test = base.extend<{ killable: HostProcess; phones: (count: number) => Promise<readonly NodePhone[]> }>({
  // eslint-disable-next-line no-empty-pattern
  killable: async ({}, use) => {
    const host = await hostProcess()
    await use(host)
    await host.stop()
  },
  phones: async ({ killable }, use) => {
    const all: NodePhone[] = []
    await use(async (count) => {
      all.push(...(await openPhones(killable, count, fakeMedia())))
      return all
    })
    for (const phone of all) phone.close()
  },
})

/** Two real pages that talk. */
async function talking(meet: Meet, { url }: HostProcess): Promise<readonly [Person, Person]> {
  const [ana, ben] = [await meet('Ana', { url }), await meet('Ben', { url })]
  await ana.call('Ben')
  await ben.accept()
  for (const person of [ana, ben]) {
    await person.talks()
    await expectHears(person.page)
  }
  return [ana, ben]
}

const seconds = (count: number) => new Promise<void>((resolve) => setTimeout(resolve, count * 1_000))

test('F-35, F-36: the host is killed mid-call and comes back: no packet is lost, the register is whole within 5 s, hang-up works', async ({
  meet,
  killable,
}) => {
  test.setTimeout(120_000)
  const people = await talking(meet, killable)
  const [ana, ben] = people
  const pages = [ana.page, ben.page]
  const baseline = await voiceDuring(pages, () => seconds(6))
  let back = 0
  let rebuilt = 0
  const through = await voiceDuring(pages, async () => {
    await killable.kill()
    back = await killable.start()
    rebuilt = await inCallAgain(killable, 2)
    await seconds(2)
  })
  process.stdout.write(`    voice packets: ${baseline.lost} lost of ${baseline.received} before, `)
  process.stdout.write(`${through.lost} of ${through.received} through the restart\n`)
  expect(through.received).toBeGreaterThan(100)
  expect(through.lost).toBeLessThanOrEqual(baseline.lost)
  expectWithin(rebuilt - back, 5_000, 'F-35 listens to register rebuilt')
  const told = whenSeen(ben.page, '[role=status]', 'Call ended')
  const pressed = await clickAt(ana.page, 'Hang up')
  expectWithin((await told) - pressed, 1_000, 'F-35 hang-up after the restart')
})

test('F-36: the host is killed mid-call for good: sound goes on, hang-up reaches the other end within 1 s', async ({
  meet,
  killable,
}) => {
  const [ana, ben] = await talking(meet, killable)
  await killable.kill()
  for (const { page } of [ana, ben]) {
    await expect(page.getByText('Host not reachable since')).toBeVisible()
    await expectHears(page)
  }
  const told = whenSeen(ana.page, '[role=status]', 'Call ended')
  const pressed = await clickAt(ben.page, 'Hang up')
  expectWithin((await told) - pressed, 1_000, 'F-36 hang-up without a host')
})

/** Resolves when the ring that is shown has gone and another one is there. */
const whenRungAnew = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let gone = false
        const observer = new MutationObserver(() => {
          const rings = document.querySelector('[role=alertdialog]') !== null
          gone ||= !rings
          if (!gone || !rings) return
          observer.disconnect()
          resolve()
        })
        observer.observe(document, { subtree: true, childList: true })
      }),
  )

test('F-34: the host is killed while it rings and comes back: it rings anew, and is answered', async ({
  meet,
  killable,
}) => {
  const { url } = killable
  const [ana, ben] = [await meet('Ana', { url }), await meet('Ben', { url })]
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  const rungAnew = whenRungAnew(ben.page)
  await killable.kill()
  await killable.start()
  // The ring of before is over, and a moment later the next one is there: both are one call, and nobody missed it.
  await rungAnew
  await ben.accept()
  await ana.talks()
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  await ana.hangUp()
  await ben.sees('Call ended')
  await ben.press('Recents')
  const lines = ben.page.getByRole('list').last().getByRole('listitem')
  await expect(lines).toHaveText(['Today', /^Ana/])
  await expect(lines.filter({ hasText: 'Missed' })).toHaveCount(0)
})

test('F-51: everybody comes back at once after the host was killed, every call is claimed, none ends', async ({
  meet,
  killable,
  phones,
}) => {
  test.setTimeout(300_000)
  const [sockets, calls] = [sized(100, 500), sized(10, 50)]
  const all = await phones(sockets - 2)
  const talkers = await connectPairs(all, calls - 1)
  const people = await talking(meet, killable)
  const pages = people.map(({ page }) => page)
  const baseline = await voiceDuring(pages, () => seconds(5))
  const through = await voiceDuring(pages, async () => {
    const { back, claimed } = await restartStorm(killable, all, 2 * calls)
    expectWithin(back, 10_000, `F-51 listens to ${sockets} back`)
    expectWithin(claimed, 10_000, `F-51 listens to ${calls} calls claimed`)
  })
  process.stdout.write(`    voice packets lost: ${baseline.lost} before, ${through.lost} through the storm\n`)
  expect(talkers.map((phone) => phone.state())).toEqual(talkers.map(() => 'active'))
  expect(talkers.flatMap(({ ended }) => ended)).toEqual([])
  await Promise.all(people.map(({ page }) => expectHears(page)))
  expect(through.lost).toBeLessThanOrEqual(baseline.lost)
})
