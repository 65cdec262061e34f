import { expect } from '@playwright/test'

import type { OfficeSettings } from '../../src-signaling/server/office-settings.ts'
import type { Person } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'
import type { Relay } from './support/coturn.ts'
import { FIXED, SECRET, timedCredentials } from './support/coturn.ts'
import { test } from './support/lan-rig.ts'
import { gathered, usedPath } from './support/paths.ts'

type Credentials = OfficeSettings['iceServers'][number]['credentials']

const TIMED: Credentials = { kind: 'time-limited', secret: SECRET, lifetimeSeconds: 3_600 }

/** The office's settings for this relay: STUN, and TURN over UDP and TCP. */
const settingsFor = ({ at }: Relay, credentials: Credentials, relayOnly = false): OfficeSettings => ({
  iceServers: [
    { urls: [`stun:${at}`], credentials: { kind: 'none' } },
    { urls: [`turn:${at}`, `turn:${at}?transport=tcp`], credentials },
  ],
  relayOnly,
})

async function talk(ana: Person, ben: Person): Promise<void> {
  await ana.call('Ben')
  await ben.accept()
  await Promise.all([ana.talks(), ben.talks()])
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
}

/** What the call's details say of the way that its packets take. */
async function expectDetails({ page }: Person, ...words: readonly string[]): Promise<void> {
  await page.getByRole('toolbar').getByRole('button', { name: 'Call details' }).click()
  const details = page.getByRole('dialog', { name: 'Call details' })
  for (const one of words) await expect(details).toContainText(one)
}

/** The call ends, and both ends name the cause. */
async function expectCause(ana: Person, ben: Person, cause: (name: string) => string): Promise<void> {
  await ana.call('Ben')
  await ben.accept()
  await Promise.all([ana.sees('No connection'), ben.sees('No connection')])
  await expect(ana.page.getByText(cause('Ben')).first()).toBeVisible()
  await expect(ben.page.getByText(cause('Ana')).first()).toBeVisible()
}

/** Everybody else's address as a router shows it: learnt from a server, or from the peer's own packets. */
const REFLEXIVE = /^(?:srflx|prflx)$/

test('on one network the call goes directly from host to host, though there is a relay', async ({
  lan,
  host,
  relay,
  sit,
}) => {
  const server = await relay('for a time')
  await host.configure(settingsFor(server, TIMED))
  const ana = await sit(lan.machine(), 'Ana')
  const ben = await sit(lan.machine(), 'Ben')
  await talk(ana, ben)
  for (const person of [ana, ben]) {
    await expectDetails(person, 'Direct, UDP', 'host UDP')
    expect(await usedPath(person.page)).toEqual({ local: 'host', remote: 'host', protocol: 'udp', relayProtocol: null })
  }
})

test('behind two routers the call goes by the addresses that STUN saw', async ({ lan, host, relay, sit }) => {
  const { at } = await relay('for a time')
  await host.configure({ iceServers: [{ urls: [`stun:${at}`], credentials: { kind: 'none' } }], relayOnly: false })
  const ana = await sit(lan.office('cone').machine(), 'Ana')
  const ben = await sit(lan.office('cone').machine(), 'Ben')
  await talk(ana, ben)
  for (const person of [ana, ben]) {
    const { page } = person
    await expectDetails(person, 'Direct, UDP', 'server-reflexive UDP')
    const path = await usedPath(page)
    expect(path).toMatchObject({ protocol: 'udp', relayProtocol: null })
    expect(path?.remote).toMatch(REFLEXIVE)
    expect(await gathered(page)).toEqual(expect.arrayContaining(['host', 'srflx']))
  }
})

test('behind two routers without STUN there is no way, and both ends say what is missing', async ({ lan, sit }) => {
  const ana = await sit(lan.office('cone').machine(), 'Ana')
  const ben = await sit(lan.office('cone').machine(), 'Ben')
  await expectCause(ana, ben, (name) => `UDP is blocked between you and ${name}; no relay is configured.`)
})

test('STUN alone is of no use behind two symmetric routers, and both ends say what is missing', async ({
  lan,
  host,
  relay,
  sit,
}) => {
  const { at } = await relay('for a time')
  await host.configure({ iceServers: [{ urls: [`stun:${at}`], credentials: { kind: 'none' } }], relayOnly: false })
  const ana = await sit(lan.office('symmetric').machine(), 'Ana')
  const ben = await sit(lan.office('symmetric').machine(), 'Ben')
  await expectCause(
    ana,
    ben,
    (name) => `The routers between you and ${name} do not allow a direct path; no relay is configured.`,
  )
})

for (const access of ['for a time', 'fixed'] as const) {
  test(`behind two symmetric routers the call goes through the relay, with credentials ${access}`, async ({
    lan,
    host,
    relay,
    sit,
  }) => {
    const server = await relay(access)
    await host.configure(settingsFor(server, access === 'fixed' ? { kind: 'static', ...FIXED } : TIMED))
    const ana = await sit(lan.office('symmetric').machine(), 'Ana')
    const ben = await sit(lan.office('symmetric').machine(), 'Ben')
    await talk(ana, ben)
    const paths = [await usedPath(ana.page), await usedPath(ben.page)]
    // Each end chooses for itself, and may change its mind: over its own relay or the other's, by UDP or TCP.
    expect(paths.flatMap((path) => [path?.local, path?.remote])).toContain('relay')
    for (const person of [ana, ben]) await expectDetails(person, 'Through a relay')
  })
}

test('where UDP is blocked the call goes to the relay over TCP', async ({ lan, host, relay, sit }) => {
  const server = await relay('for a time')
  await host.configure(settingsFor(server, TIMED))
  const offices = [lan.office('cone'), lan.office('cone')] as const
  for (const office of offices) office.block('meta l4proto udp')
  const ana = await sit(offices[0].machine(), 'Ana')
  const ben = await sit(offices[1].machine(), 'Ben')
  await talk(ana, ben)
  for (const person of [ana, ben]) {
    await expectDetails(person, 'Through a relay', 'relay UDP over TCP')
    expect(await usedPath(person.page)).toMatchObject({ local: 'relay', relayProtocol: 'tcp' })
  }
  for (const office of offices) expect(office.blocked()).toBeGreaterThan(0)
})

test('an office that wants its calls relayed has them relayed, also on one network', async ({
  lan,
  host,
  relay,
  sit,
}) => {
  const server = await relay('for a time')
  await host.configure(settingsFor(server, TIMED, true))
  const ana = await sit(lan.machine(), 'Ana')
  const ben = await sit(lan.machine(), 'Ben')
  await talk(ana, ben)
  for (const { page } of [ana, ben]) {
    expect(await usedPath(page)).toMatchObject({ local: 'relay' })
    expect(await gathered(page)).toEqual(['relay'])
  }
})

const USELESS: readonly (readonly [string, () => Credentials])[] = [
  ['a wrong secret', () => ({ ...TIMED, secret: 'somebody else’s' })],
  ['credentials that have expired', () => ({ kind: 'static', ...timedCredentials(-60) })],
]
for (const [what, credentials] of USELESS) {
  test(`with ${what} the relay lets nobody in: the call ends, and both ends say so`, async ({
    lan,
    host,
    relay,
    sit,
  }) => {
    const server = await relay('for a time')
    await host.configure(settingsFor(server, credentials()))
    const ana = await sit(lan.office('symmetric').machine(), 'Ana')
    const ben = await sit(lan.office('symmetric').machine(), 'Ben')
    await expectCause(
      ana,
      ben,
      (name) => `The routers between you and ${name} do not allow a direct path; the relay refused the credentials.`,
    )
    expect(await gathered(ana.page)).not.toContain('relay')
    expect(server.log().some((line) => line.includes('error 401'))).toBe(true)
  })
}

test('where neither UDP nor the relay can be reached, both ends say that the relay does not answer', async ({
  lan,
  host,
  relay,
  sit,
}) => {
  const server = await relay('for a time')
  await host.configure(settingsFor(server, TIMED))
  const offices = [lan.office('cone'), lan.office('cone')] as const
  for (const office of offices) {
    office.block('meta l4proto udp')
    office.block('tcp dport 3478', 'reject with tcp reset')
  }
  const ana = await sit(offices[0].machine(), 'Ana')
  const ben = await sit(offices[1].machine(), 'Ben')
  await expectCause(ana, ben, (name) => `UDP is blocked between you and ${name}; the relay does not answer.`)
})
