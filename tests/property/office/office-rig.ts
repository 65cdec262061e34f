import type { CallController } from '../../../src-renderer/call/controller.ts'
import { createCallController } from '../../../src-renderer/call/controller.ts'
import type { CallName } from '../../../src-renderer/call/state.ts'
import type { Capture } from '../../../src-renderer/call/ports.ts'
import { createOffice } from '../../../src-signaling/server/office.ts'
import type { Office } from '../../../src-signaling/server/office-contract.ts'
import { silentOutput } from '../../support/fake-media.ts'
import type { MediaWorld } from './fake-media.ts'
import { createMediaWorld, fakeDevices } from './fake-media.ts'
import type { Link } from './network.ts'
import { createLink } from './network.ts'
import type { VirtualClock } from './virtual-clock.ts'
import { virtualClock } from './virtual-clock.ts'

/** Five people with one to three devices. */
export const PEOPLE = [
  { contact: 'ana', devices: ['ana1'] },
  { contact: 'ben', devices: ['ben1', 'ben2'] },
  { contact: 'cy', devices: ['cy1', 'cy2', 'cy3'] },
  { contact: 'dee', devices: ['dee1'] },
  { contact: 'eli', devices: ['eli1', 'eli2'] },
] as const
export const DEVICES: readonly string[] = PEOPLE.flatMap((person) => person.devices)
export const contactOf = (device: string): string => device.slice(0, -1)

/** One running phone: the production controller on a line and media of the test. */
export interface RigPhone {
  readonly device: string
  readonly link: Link
  readonly controller: CallController
  readonly captures: ReadonlySet<Capture>
  /** The next effect of this kind throws. */
  fail(what: Failing): void
  /** This device has vanished and does not come back. */
  gone: boolean
}
export type Failing = 'record' | 'tone' | 'log' | 'peer'

export interface OfficeRig {
  readonly clock: VirtualClock
  readonly media: MediaWorld
  readonly phones: ReadonlyMap<string, RigPhone>
  office(): Office | null
  /** The host is killed: nobody is told anything but that their sockets are closed. */
  stopHost(): void
  startHost(): void
  /** The phones in a state, by device. */
  phonesIn(...states: readonly CallName[]): readonly RigPhone[]
  dial(device: string, contact: string): void
  close(): void
}

export function officeRig(): OfficeRig {
  const clock = virtualClock()
  const media = createMediaWorld(clock)
  let ids = 0
  const freshId = (): string => `call${ids++}`.padEnd(22, '_')
  const startOffice = (): Office =>
    createOffice({
      clock,
      random: () => freshId(),
      wall: clock.now,
      name: 'Studio North',
      roster: PEOPLE.map(({ contact, devices }) => ({ contact, name: contact, devices: [...devices] })),
    })
  let office: Office | null = startOffice()

  function startPhone(device: string): RigPhone {
    const failing = new Set<Failing>()
    const mayFail = (what: Failing) => {
      if (failing.delete(what)) throw new Error(`${what} fails`)
    }
    const captures = new Set<Capture>()
    const controller: CallController = createCallController({
      clock,
      line: { send: (command) => link.line.send(command), sendLast: (command) => link.line.sendLast(command) },
      newCallId: freshId,
      record: () => mayFail('record'),
      tone: () => mayFail('tone'),
      log: () => mayFail('log'),
      peers: media.peers(() => failing.delete('peer')),
      devices: fakeDevices(clock, () => 30, captures),
      output: silentOutput,
      ice: () => ({ known: { servers: [], policy: 'all' }, fresh: () => Promise.resolve(null), hasRelay: false }),
    })
    const link = createLink(
      clock,
      { device, name: contactOf(device), kind: 'desktop', lasting: true },
      () => office,
      (news) => controller.receive(news),
    )
    controller.subscribe(() => {
      const { name } = controller.phone().call
      link.line.urgent(name !== 'idle' && name !== 'ending')
    })
    return { device, link, controller, captures, gone: false, fail: (what) => void failing.add(what) }
  }
  const phones = new Map(DEVICES.map((device) => [device, startPhone(device)]))

  return {
    clock,
    media,
    phones,
    office: () => office,
    stopHost() {
      if (!office) return
      office = null
      for (const { link } of phones.values()) link.cut()
    },
    startHost: () => void (office ??= startOffice()),
    phonesIn: (...states) => [...phones.values()].filter((one) => states.includes(one.controller.phone().call.name)),
    dial(device, contact) {
      const target = { kind: 'contact' as const, contact }
      phones.get(device)?.controller.dispatch({ kind: 'dial', callId: freshId(), target, video: false, subject: null })
    },
    close() {
      for (const { controller, link } of phones.values()) {
        controller.close()
        link.line.close()
      }
      office?.close()
    },
  }
}
