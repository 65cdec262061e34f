import type { Ack } from '../../src-signaling/protocol/index.ts'
import type { TestPhone } from './signaling-client.ts'
import { connectPhone, newCallId } from './signaling-client.ts'

/** The office of the pictures, besides Maya, Ben and Ana. */
const PEOPLE = [
  'Andre Roux',
  'Daniel Kim',
  'Elif Yıldız',
  'Jonas Weber',
  'Li Na',
  'Omar Haddad',
  'Renata Silva',
  'Tom Bakker',
  'Wilhelmina van den Berg-Nakamura',
] as const
type Name = (typeof PEOPLE)[number]

const GROUPS: Readonly<Record<string, readonly Name[]>> = {
  Reception: ['Andre Roux', 'Jonas Weber', 'Renata Silva'],
  Workshop: ['Daniel Kim', 'Elif Yıldız', 'Li Na', 'Tom Bakker'],
}
const HOUR = 3_600_000

/** People with phones but without screens: some free, one away, one not to be disturbed, two in a call, one who left. */
export interface StudioNorth {
  /** They leave. */
  close(): void
}

/** @param url a door of the host on this machine */
export async function seatStudioNorth(url: string): Promise<StudioNorth> {
  const phones = new Map<Name, TestPhone>()
  for (const name of PEOPLE) phones.set(name, await connectPhone(url, name))
  const phoneOf = (name: Name): TestPhone => {
    const phone = phones.get(name)
    if (!phone) throw new Error(`${name} has no phone`)
    return phone
  }
  for (const [group, members] of Object.entries(GROUPS))
    for (const name of members) await done(phoneOf(name).command('join-group', { group }))
  await done(phoneOf('Daniel Kim').command('availability', { availability: 'away', forMs: null }))
  await done(phoneOf('Elif Yıldız').command('availability', { availability: 'do-not-disturb', forMs: 2 * HOUR }))
  await talk(phoneOf('Renata Silva'), phoneOf('Tom Bakker'))
  phoneOf('Omar Haddad').close()
  return {
    close() {
      for (const phone of phones.values()) phone.close()
    },
  }
}

async function done(ack: Promise<Ack>): Promise<void> {
  const { status } = await ack
  if (status !== 'ok') throw new Error(`a command was answered ${status}`)
}

async function talk(caller: TestPhone, callee: TestPhone): Promise<void> {
  const callId = newCallId()
  const target = { kind: 'contact', contact: callee.contact } as const
  await done(caller.command('invite', { callId, target, video: false, subject: null }))
  await callee.next('incoming', (ring) => ring.callId === callId)
  await done(callee.command('accept', { callId, video: false }))
}
