import { expect, test } from 'vitest'

import type { FindOffices } from '../../../../src-main/discovery/find-offices.ts'
import type { FoundOffice, OfficeChoice, Search } from '../../../../src-main/ipc/contract.ts'
import { createOfficeSeeker, relocated } from '../../../../src-main/office/office-seeker.ts'
import type { ConnectionState } from '../../../../src-signaling/client/line.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

const PIN = 'p'.repeat(43)
const office: OfficeChoice = { addresses: ['10.9.0.2'], port: 7443, pin: PIN, office: 'Studio North' }
const seen = (address: string, pin: string | null = PIN, port = 7443): FoundOffice => ({
  id: pin ?? address,
  name: 'Studio North',
  machine: 'ben-pc',
  address,
  port,
  pin,
  words: null,
})
const OFFLINE: ConnectionState = { status: 'offline', since: 0, nextTryAt: null }

function rig(first: OfficeChoice | null = office) {
  const clock = fakeClock()
  const state = { joined: first, looking: false, found: [] as OfficeChoice[] }
  let changed: (search: Search) => void = () => {}
  let only: () => string | null = () => null
  const finder: FindOffices = {
    start: () => void (state.looking = true),
    stop: () => void (state.looking = false),
    refresh: () => {},
  }
  const seeker = createOfficeSeeker({
    clock,
    joined: () => state.joined,
    finder(wanted, tell) {
      only = wanted
      changed = tell
      return finder
    },
    found(moved) {
      state.found.push(moved)
      state.joined = moved
    },
  })
  const show = (...offices: FoundOffice[]) => changed({ offices, networks: [], trouble: null })
  return { clock, state, seeker, show, only: () => only() }
}

test('C-7: while its line is down the joined office is looked for by its pin, and is found at its new address', () => {
  const { clock, state, seeker, show, only } = rig()
  seeker.follow({ status: 'connecting' })
  expect(state.looking).toBe(false)
  clock.pass(2_000)
  expect(state.looking).toBe(true)
  expect(only()).toBe(PIN.slice(0, 8))
  show(seen('10.9.0.9'))
  expect(state.found).toEqual([{ ...office, addresses: ['10.9.0.9', '10.9.0.2'] }])
  show(seen('10.9.0.9'))
  expect(state.found).toHaveLength(1)
  seeker.follow({ status: 'online' })
  expect(state.looking).toBe(false)
})

test('C-7: never another certificate, one that was not read, or while the line is up', () => {
  const { clock, state, seeker, show } = rig()
  seeker.follow(OFFLINE)
  clock.pass(2_000)
  show(seen('10.9.0.9', 'x'.repeat(43)), seen('10.9.0.8', null))
  show(seen('10.9.0.7', `${PIN.slice(0, 8)}${'x'.repeat(35)}`))
  expect(state.found).toEqual([])
  seeker.follow({ status: 'online' })
  show(seen('10.9.0.9'))
  expect(state.found).toEqual([])
})

test('C-7: it is looked for too when another machine got its old address', () => {
  const { clock, state, seeker } = rig()
  seeker.follow({ status: 'refused', refusal: 'certificate' })
  clock.pass(2_000)
  expect(state.looking).toBe(true)
  seeker.follow({ status: 'refused', refusal: 'name-taken' })
  expect(state.looking).toBe(false)
})

test('C-7: an office of one’s own, none, and one without a pin are not looked for; one that is joined later is', () => {
  for (const joined of [null, { ...office, pin: null }]) {
    const { clock, state, seeker } = rig(joined)
    seeker.follow(OFFLINE)
    clock.pass(2_000)
    expect(state.looking).toBe(false)
    state.joined = office
    seeker.follow({ status: 'connecting' })
    clock.pass(2_000)
    expect(state.looking).toBe(true)
  }
})

test('C-7: the new place is the first one, and no more are kept than an invitation has', () => {
  expect(relocated(office, '10.9.0.2', 7443)).toBeNull()
  expect(relocated(office, '10.9.0.2', 7500)).toMatchObject({ addresses: ['10.9.0.2'], port: 7500 })
  const many = { ...office, addresses: Array.from({ length: 8 }, (_, index) => `10.9.0.${index + 10}`) }
  expect(relocated(many, '10.9.0.9', 7443)?.addresses).toEqual(['10.9.0.9', ...many.addresses.slice(0, 7)])
})
