import { randomBytes } from 'node:crypto'

import { expect, test, vi } from 'vitest'

import type { Person } from '../../../../src-signaling/directory/directory.ts'
import { LEASE_MS, LISTED_MAX } from '../../../../src-signaling/directory/directory.ts'
import type { MissedCalls } from '../../../../src-signaling/directory/missed-calls.ts'
import { noMissedCalls } from '../../../../src-signaling/directory/missed-calls.ts'
import { GROUP_LIMITS } from '../../../../src-signaling/directory/ring-groups.ts'
import { createOffice } from '../../../../src-signaling/server/office.ts'
import type { Seat } from '../../../../src-signaling/server/office-contract.ts'
import type { DeviceKind } from '../../../../src-signaling/protocol/index.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import { id } from '../../../support/phone-player.ts'

/** An office with a TURN server whose secret is `north`. */
function office() {
  const open = createOffice({
    clock: fakeClock(),
    random: (bytes) => randomBytes(bytes).toString('base64url'),
    wall: () => 1_732_500_000_000,
    name: 'Studio North',
    settings: {
      iceServers: [
        { urls: ['turn:t'], credentials: { kind: 'time-limited', secret: 'north', lifetimeSeconds: 43_200 } },
      ],
      relayOnly: false,
    },
  })
  return {
    enter(name: string, kind: DeviceKind): Seat {
      const visitor = { device: id(name, 43), name, kind, lasting: false }
      const entry = open.enter(visitor, { door: null, send: () => {}, close: () => {} })
      if (entry.status === 'denied') throw new Error(`${name}: ${entry.refusal}`)
      return entry.seat
    },
  }
}

test('a client of the older protocol gets no credentials, whatever it asks through its door', () => {
  const here = office()
  const [classic, ana] = [here.enter('classic:001/1', 'classic'), here.enter('Ana', 'web')]
  const callId = id('call')
  const target = { kind: 'contact', contact: id('Ana', 43) } as const
  expect(classic.command('invite', { callId, target, video: false, subject: null })).toMatchObject({ status: 'ok' })
  expect(classic.command('ice-servers', { callId })).toEqual({ status: 'denied' })
  expect(classic.command('ice-servers', { callId: null })).toEqual({ status: 'denied' })
  expect(ana.command('ice-servers', { callId })).toMatchObject({ status: 'ok' })
})

/** An office on a clock of the test, with everything that it saves. */
function watchedOffice() {
  const clock = fakeClock()
  let saved: () => readonly Person[] = () => []
  const missed = { kept: noMissedCalls, save: vi.fn<(kept: MissedCalls) => void>() }
  const lines: string[] = []
  const open = createOffice({
    clock,
    random: (bytes) => randomBytes(bytes).toString('base64url'),
    wall: clock.now,
    name: 'Studio North',
    missed,
    onPeople: (people) => (saved = people),
    log: (line) => lines.push(line),
  })
  return {
    open,
    clock,
    missed,
    lines,
    saved: () => saved(),
    enter(device: string, name: string, lasting = true) {
      const visitor = { device: id(device, 43), name, kind: 'web', lasting } as const
      const entry = open.enter(visitor, { door: null, send: () => {}, close: () => {} })
      if (entry.status === 'denied') throw new Error(`${name}: ${entry.refusal}`)
      return entry
    },
  }
}

test('A-11 B-21: of who yields a name nothing is kept: no timer, no missed call, no group', () => {
  const { open, clock, enter, missed } = watchedOffice()
  const caller = enter('caller', 'Caller').seat
  clock.pass(60_000)
  for (let round = 0; round < 100; round += 1) {
    const { seat } = enter(`owner${round}`, 'Ben Okafor')
    seat.command('availability', { availability: 'away', forMs: 7 * 86_400_000 })
    seat.command('join-group', { group: 'sales' })
    seat.disconnect('lost')
    const target = { kind: 'contact', contact: id(`owner${round}`, 43) } as const
    caller.command('invite', { callId: id(`call${round}`), target, video: false, subject: null })
    clock.pass(LEASE_MS)
  }
  enter('last', 'Ben Okafor')
  clock.pass(200)
  expect(missed.save.mock.lastCall?.[0].size).toBe(0)
  expect(open.membersOf('sales')).toEqual([])
  expect(open.counts()).toMatchObject({ devices: 2, timers: 0 })
})

test('A-11 B-21: of per-tab persons who left nothing is kept either', () => {
  const { open, clock, enter } = watchedOffice()
  for (let round = 0; round < 20; round += 1) {
    const { seat } = enter(`tab${round}`, `Tab ${round}`, false)
    seat.command('availability', { availability: 'away', forMs: 7 * 86_400_000 })
    seat.disconnect(round % 2 === 0 ? 'left' : 'lost')
  }
  clock.pass(20_000)
  expect(open.counts()).toMatchObject({ devices: 0, timers: 0 })
})

test('A-11: a crowd of strangers does not push out somebody of the office, nor the calls that they missed', () => {
  const { clock, enter, saved, missed } = watchedOffice()
  const zoe = enter('zoe', 'Zoe')
  const caller = enter('caller', 'Caller').seat
  clock.pass(3_600_000)
  zoe.seat.disconnect('left')
  const target = { kind: 'contact', contact: id('zoe', 43) } as const
  caller.command('invite', { callId: id('call'), target, video: false, subject: null })
  for (let number = 0; number < LISTED_MAX + 60; number += 1) {
    enter(`stranger${number}`, `Stranger ${number}`).seat.disconnect('left')
    clock.pass(20)
  }
  clock.pass(1_000)
  const names = saved().map((person) => person.name)
  expect(names).toContain('Zoe')
  expect(names.length).toBeLessThanOrEqual(LISTED_MAX + 1)
  expect(missed.save.mock.lastCall?.[0].get(id('zoe', 43))).toHaveLength(1)
})

test('B-20: after close() nothing starts any more, however late the sockets end', () => {
  const { open, clock, enter, saved } = watchedOffice()
  const [ana, ben] = [enter('ana', 'Ana').seat, enter('ben', 'Ben', false).seat]
  open.close()
  const listed = saved().map((person) => [person.name, person.reason])
  ana.command('availability', { availability: 'away', forMs: 60_000 })
  const target = { kind: 'contact', contact: id('ben', 43) } as const
  ana.command('invite', { callId: id('late'), target, video: false, subject: null })
  ana.disconnect('lost')
  ben.disconnect('left')
  enter('cy', 'Cy').seat.disconnect('lost')
  expect(open.counts().timers).toBe(0)
  expect(clock.waiting()).toBe(0)
  // Whom the host hung up on did not leave (U-28).
  expect(listed).toEqual([['Ana', null]])
  expect(saved().find((person) => person.name === 'Ana')?.reason).toBeNull()
})

test('B-22 A-11: groups are bounded for each person and for the office; who is in one may say so again', () => {
  const { open, enter } = watchedOffice()
  const join = (seat: Seat, group: string) => seat.command('join-group', { group }).status
  const { seat } = enter('ana', 'Ana')
  const own = Array.from({ length: 200 }, (_, index) => join(seat, `own ${index}`))
  expect(own.filter((status) => status === 'ok')).toHaveLength(GROUP_LIMITS.perPerson)
  expect(join(seat, 'own 0')).toBe('ok')
  seat.command('leave-group', { group: 'own 0' })
  expect(join(seat, 'another')).toBe('ok')
  for (let number = 0; number < 30; number += 1) {
    const other = enter(`stranger${number}`, `Stranger ${number}`).seat
    for (let index = 0; index < GROUP_LIMITS.perPerson; index += 1) join(other, `group ${number} ${index}`)
  }
  const { welcome } = enter('zoe', 'Zoe')
  expect(welcome.directory.groups).toHaveLength(GROUP_LIMITS.perOffice)
  expect(JSON.stringify(welcome).length).toBeLessThan(512 * 1024)
  expect(join(enter('cy', 'Cy').seat, 'another')).toBe('ok')
  expect(open.membersOf('another')).toHaveLength(2)
})

test('F-75: a command that breaks is answered, logged, and the office goes on', () => {
  const { enter, lines } = watchedOffice()
  const { seat } = enter('ana', 'Ana')
  const broken = {
    get group(): string {
      throw new TypeError('the lamp is out')
    },
  }
  expect(seat.command('join-group', broken)).toEqual({ status: 'internal' })
  expect(lines.at(-1)).toMatch(/^command join-group failed: TypeError \(the lamp is out\) at /)
  expect(seat.command('join-group', { group: 'sales' })).toEqual({ status: 'ok' })
})
