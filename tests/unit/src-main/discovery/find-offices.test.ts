import { expect, test } from 'vitest'

import { announcementOf } from '../../../../src-main/discovery/announcement.ts'
import { createFindOffices } from '../../../../src-main/discovery/find-offices.ts'
import type { Browsing } from '../../../../src-main/discovery/mdns.ts'
import type { Search } from '../../../../src-main/ipc/contract.ts'
import type { CertificateResult } from '../../../../src-main/office/read-certificate.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

const PIN = 'P'.repeat(43)
const OTHER = 'Q'.repeat(43)
const UNREACHABLE: CertificateResult = { status: 'failed', problem: 'unreachable' }
const NETWORK = { address: '192.168.5.30', range: '192.168.5.0/24', scope: 'eth0' }

const heard = (id: string, pin = PIN, from = '192.168.5.12', port = 7443) => ({
  id,
  from,
  port,
  announcement: announcementOf('Studio North', 'ben-pc', pin),
})

function rig(first = [NETWORK]) {
  const told: Search[] = []
  const clock = fakeClock()
  const state = { browsing: null as Browsing | null, begun: 0, stopped: 0, networks: first, reads: 0 }
  /** What answers at an address and port; nothing else does. */
  const hosts = new Map([['192.168.5.12:7443', PIN]])
  const finder = createFindOffices({
    clock,
    networks: () => state.networks,
    browse(browsing) {
      state.browsing = browsing
      state.begun += 1
      return () => (state.stopped += 1)
    },
    readCertificate(host, port) {
      state.reads += 1
      const pin = hosts.get(`${host}:${port}`)
      return Promise.resolve(pin ? { status: 'read', pin, trusted: false } : UNREACHABLE)
    },
    words: () => Promise.resolve('harbour · violet · seven · oak'),
    changed: (search) => told.push(search),
  })
  const offices = () => told.at(-1)?.offices ?? []
  return {
    finder,
    told,
    state,
    hosts,
    clock,
    offices,
    hear: (...given: Parameters<typeof heard>) => state.browsing?.heard(heard(...given)),
  }
}

/** What can be joined, once everything that waits was shown. */
const settled = (search: ReturnType<typeof rig>) => {
  search.clock.pass(3_000)
  return joinable(search)
}
const joinable = ({ offices }: ReturnType<typeof rig>) => offices().filter((office) => office.pin !== null)

test('an office is shown at once, and can be joined once its certificate was read', async () => {
  const search = rig()
  search.finder.start()
  search.hear('one')
  expect(search.offices()).toMatchObject([{ name: 'Studio North', pin: null, words: null }])
  await expect.poll(() => search.offices()[0]?.pin).toBe(PIN)
  expect(search.offices()[0]?.words).toBe('harbour · violet · seven · oak')
  expect(search.told[0]).toEqual({ offices: [], networks: ['192.168.5.0/24'], trouble: null })
})

test('S-15: an office whose certificate does not fit what was announced is taken away', async () => {
  const search = rig()
  search.finder.start()
  search.hear('liar', 'X'.repeat(43))
  await expect.poll(search.offices).toEqual([])
})

test('A-15 S-15: places that nobody answers at do not hide the true office, and fill no more than a few lines', async () => {
  const search = rig()
  search.finder.start()
  for (let index = 0; index < 5_000; index += 1) {
    search.hear(
      `noise ${index}`,
      `N${String(index).padStart(42, '0')}`,
      `192.168.5.${index % 250}`,
      1_000 + (index % 50_000),
    )
  }
  expect(search.offices().length).toBeLessThanOrEqual(8)
  search.hear('true')
  await expect.poll(() => settled(search).map(({ address }) => address), { timeout: 10_000 }).toEqual(['192.168.5.12'])
})

test('A-15: 500 offices that answer at one address do not hide the one at another', async () => {
  const search = rig()
  search.finder.start()
  for (let index = 0; index < 500; index += 1) {
    const pin = `F${String(index).padStart(7, '0')}`.padEnd(43, 'F')
    search.hosts.set(`192.168.5.66:${2_000 + index}`, pin)
    search.hear(`false ${index}`, pin, '192.168.5.66', 2_000 + index)
    if (index % 100 === 0) await Promise.resolve()
  }
  search.hear('true')
  await expect
    .poll(() => settled(search).some(({ address }) => address === '192.168.5.12'), { timeout: 10_000 })
    .toBe(true)
  expect(search.offices().length).toBeLessThanOrEqual(136)
})

test('A-15: the same name of a service with another pin or place does not take the place of an office', async () => {
  const search = rig()
  search.hosts.set('192.168.5.66:7443', OTHER)
  search.finder.start()
  search.hear('one')
  await expect.poll(() => joinable(search).length).toBe(1)
  const [before] = joinable(search)
  search.hear('one', OTHER, '192.168.5.66')
  await expect.poll(() => joinable(search).length).toBe(2)
  expect(joinable(search)[0]).toEqual(before)
  expect(new Set(joinable(search).map(({ id }) => id)).size).toBe(2)
})

test('A-15: a goodbye of somebody else takes nothing away; that of a host that is gone does', async () => {
  const search = rig()
  search.finder.start()
  search.hear('one')
  await expect.poll(() => joinable(search).length).toBe(1)
  const reads = search.state.reads
  search.state.browsing?.gone('one')
  await expect.poll(() => search.state.reads).toBe(reads + 1)
  expect(joinable(search)).toHaveLength(1)
  search.hosts.clear()
  search.state.browsing?.gone('one')
  await expect.poll(search.offices).toEqual([])
})

test('C-9: a certificate that could not be read is read again when the office is heard again', async () => {
  const search = rig()
  search.hosts.clear()
  search.finder.start()
  search.hear('one')
  await expect.poll(search.offices).toEqual([])
  search.hosts.set('192.168.5.12:7443', PIN)
  search.clock.pass(3_000)
  search.hear('one')
  await expect.poll(() => joinable(search).length).toBe(1)
})

test('C-9: an office that is neither heard nor answers goes; one that answers stays', async () => {
  const search = rig()
  search.hosts.set('192.168.5.13:7443', OTHER)
  search.finder.start()
  search.hear('one')
  search.hear('two', OTHER, '192.168.5.13')
  await expect.poll(() => joinable(search).length).toBe(2)
  search.hosts.delete('192.168.5.12:7443')
  search.clock.pass(15_000)
  await expect.poll(() => joinable(search).map(({ pin }) => pin)).toEqual([OTHER])
})

test('C-9: an office that came back at another address is listed there, under the same pin', async () => {
  const search = rig()
  search.finder.start()
  search.hear('one')
  await expect.poll(() => joinable(search).length).toBe(1)
  search.hosts.clear()
  search.hosts.set('192.168.5.99:7443', PIN)
  search.clock.pass(15_000)
  search.hear('one', PIN, '192.168.5.99')
  await expect.poll(() => joinable(search).map(({ address }) => address)).toEqual(['192.168.5.99'])
})

test('C-8: looking goes on by itself when a network appears', () => {
  const search = rig([])
  search.finder.start()
  expect(search.told.at(-1)?.trouble).toBe('no-network')
  search.state.networks = [NETWORK]
  search.finder.refresh()
  expect(search.state.begun).toBe(2)
  expect(search.told.at(-1)).toMatchObject({ trouble: null, networks: ['192.168.5.0/24'] })
  search.finder.refresh()
  expect(search.state.begun).toBe(2)
})

test('C-8: a refusal by the system is told, and asked for again; who is heard ends it', async () => {
  const search = rig()
  search.finder.start()
  search.state.browsing?.failed(new Error('EACCES'))
  expect(search.told.at(-1)?.trouble).toBe('refused')
  search.clock.pass(9_000)
  expect(search.state.begun).toBe(2)
  search.state.browsing?.failed(new Error('EACCES'))
  search.hear('one')
  expect(search.told.at(-1)?.trouble).toBeNull()
})

test('C-8: a page that is loaded anew is told what is known already', async () => {
  const search = rig()
  search.finder.start()
  search.hear('one')
  await expect.poll(() => joinable(search).length).toBe(1)
  const known = search.told.at(-1)
  const count = search.told.length
  search.finder.start()
  expect(search.told.slice(count)).toEqual([known])
  expect(search.state.begun).toBe(1)
})

test('looking is ended by its handle, and begun anew', () => {
  const { finder, state, clock } = rig()
  finder.start()
  finder.start()
  finder.stop()
  finder.stop()
  finder.refresh()
  expect(state).toMatchObject({ begun: 1, stopped: 1 })
  expect(clock.waiting()).toBe(0)
})
