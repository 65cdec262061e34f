import type { Page } from '@playwright/test'

import type { Meet, Person } from '../support/browser-rig.ts'
import { clickAt, expect, expectWithin, test as base, whenSeen } from '../support/browser-rig.ts'
import type { HostProcess } from '../support/host-process.ts'
import { hostProcess } from '../support/host-process.ts'
import { expectHears } from '../support/media-flow.ts'
import type { NodePhone } from '../support/node-phone.ts'
import { fakeMedia } from '../support/fake-media.ts'
import { connectCall } from '../support/fault-rig.ts'
import { nodePhone } from '../support/node-phone.ts'
import { connectPhone } from '../support/signaling-client.ts'
import { sized, stamp } from '../support/within.ts'

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
    const media = fakeMedia()
    const url = () => killable.url
    await use(async (count) => {
      for (let first = 0; first < count; first += 50) {
        const names = Array.from({ length: Math.min(50, count - first) }, (_, index) => `Phone ${first + index}`)
        all.push(...(await Promise.all(names.map((name) => nodePhone({ name, url, media })))))
      }
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

/** Voice packets that came, and those that never did (W3C webrtc-stats, by gaps in the sequence). */
const voice = (page: Page) =>
  page.evaluate(async () => {
    const sums = { received: 0, lost: 0 }
    const open = globalThis.pageProbe.connections.filter((one) => one.signalingState !== 'closed')
    for (const connection of open)
      (await connection.getStats()).forEach((entry) => {
        if (entry.type !== 'inbound-rtp' || entry.kind !== 'audio') return
        sums.received += entry.packetsReceived ?? 0
        sums.lost += entry.packetsLost ?? 0
      })
    return sums
  })

/** What came and what was lost at both ends while something was done. */
async function during(people: readonly Person[], what: () => Promise<void>) {
  const before = await Promise.all(people.map(({ page }) => voice(page)))
  await what()
  const after = await Promise.all(people.map(({ page }) => voice(page)))
  const sum = (key: 'received' | 'lost') => after.reduce((all, one, at) => all + one[key] - (before[at]?.[key] ?? 0), 0)
  return { received: sum('received'), lost: sum('lost') }
}

const seconds = (count: number) => new Promise<void>((resolve) => setTimeout(resolve, count * 1_000))

/** When a fresh phone of this host sees so many people in a call. */
async function inCallAgain(host: HostProcess, people: number): Promise<number> {
  const watcher = await connectPhone(host.url, 'Watcher')
  const busy = new Set<string>()
  const look = (contacts: readonly { readonly id: string; readonly presence: string }[]) => {
    for (const { id, presence } of contacts) if (presence === 'in-call') busy.add(id)
    return busy.size >= people
  }
  if (!look(watcher.welcome.directory.contacts)) await watcher.next('directory', ({ contacts }) => look(contacts))
  const at = stamp()
  watcher.close()
  return at
}

test('F-35, F-36: the host is killed mid-call and comes back: no packet is lost, the register is whole within 5 s, hang-up works', async ({
  meet,
  killable,
}) => {
  test.setTimeout(120_000)
  const people = await talking(meet, killable)
  const [ana, ben] = people
  const baseline = await during(people, () => seconds(6))
  let back = 0
  let rebuilt = 0
  const through = await during(people, async () => {
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

test('F-34: the host is killed while it rings and comes back: it rings anew, and is answered', async ({
  meet,
  killable,
}) => {
  const { url } = killable
  const [ana, ben] = [await meet('Ana', { url }), await meet('Ben', { url })]
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  await killable.kill()
  await killable.start()
  // The ring of before is over, and a moment later the next one is there.
  await expect(ben.page.getByText('1 missed call')).toHaveCount(1)
  await ben.accept()
  await ana.talks()
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
})

test('F-51: everybody comes back at once after the host was killed, every call is claimed, none ends', async ({
  meet,
  killable,
  phones,
}) => {
  test.setTimeout(300_000)
  const [sockets, calls] = [sized(100, 500), sized(10, 50)]
  const all = await phones(sockets - 2)
  const talkers = all.slice(0, 2 * (calls - 1))
  for (let at = 0; at + 1 < talkers.length; at += 2)
    await connectCall(talkers[at] as NodePhone, talkers[at + 1] as NodePhone)
  const people = await talking(meet, killable)
  const baseline = await during(people, () => seconds(5))
  let back = 0
  const through = await during(people, async () => {
    await killable.kill()
    back = await killable.start()
    const claimed = inCallAgain(killable, 2 * calls)
    const welcomed = Math.max(...(await Promise.all(all.map((phone) => phone.welcomed(2)))))
    expectWithin(welcomed - back, 10_000, `F-51 listens to ${sockets} back`)
    expectWithin((await claimed) - back, 10_000, `F-51 listens to ${calls} calls claimed`)
  })
  process.stdout.write(`    voice packets lost: ${baseline.lost} before, ${through.lost} through the storm\n`)
  expect(talkers.map((phone) => phone.state())).toEqual(talkers.map(() => 'active'))
  expect(talkers.flatMap(({ ended }) => ended)).toEqual([])
  await Promise.all(people.map(({ page }) => expectHears(page)))
  expect(through.lost).toBeLessThanOrEqual(baseline.lost)
})
