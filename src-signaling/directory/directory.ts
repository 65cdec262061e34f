import { TextMap, TextSet } from '../collections/text-map.ts'
import type { Contact, ContactId, DeviceId, DeviceKind, Presence } from '../protocol/index.ts'
import type { Name, NameRefusal } from './names.ts'
import { clash, isClassicName, nameFrom, nameOf } from './names.ts'

type Availability = 'free' | 'away' | 'do-not-disturb'

/** A person, with times of the server's monotonic clock, ms. */
export interface Person extends Name {
  readonly id: ContactId
  readonly kind: DeviceKind
  /** Every device that is theirs. */
  readonly devices: TextSet<DeviceId>
  /** Those that are connected. */
  readonly online: TextSet<DeviceId>
  /** The roster owns the name; otherwise it is leased (S-08). */
  readonly owned: boolean
  /** False for the per-tab persons of a browser: gone when they leave. */
  readonly lasting: boolean
  readonly availability: Availability
  readonly availableUntil: number | null
  readonly inCall: boolean
  /** When the lamp took its present meaning. */
  readonly since: number
  /** When the first of the devices that are here came; of somebody who is away, the last time. */
  readonly hereSince: number
  /** How long this person has been here before the present stay, ms. */
  readonly stayedMs: number
  /** Why it is unreachable; null: it is here, or was when the host stopped, and has not come back since (U-28). */
  readonly reason: 'left' | 'lost' | null
}

/** Who belongs to the office. */
export interface Directory {
  readonly people: TextMap<ContactId, Person>
  readonly byDevice: TextMap<DeviceId, ContactId>
}

export interface RosterEntry {
  readonly contact: ContactId
  readonly name: string
  readonly devices: readonly DeviceId[]
}

/** A leased name is free for others this long after its device left (S-08), ms. */
export const LEASE_MS = 60_000
/** Who left stays listed this long, ms, and no more than this many. */
export const LISTED_MS = 30 * 86_400_000
export const LISTED_MAX = 500

/** A per-tab person whose connection broke keeps its place this long, ms. */
export const FLEETING_GRACE_MS = 10_000

/** Adds people whose names the office owns; they are unreachable until a device of theirs comes. */
export function withRoster(directory: Directory, roster: readonly RosterEntry[], now: number): Directory {
  return roster.reduce((grown, { contact, name, devices }) => {
    const person: Person = {
      ...fresh(contact, nameOf(name), 'desktop', true, now),
      owned: true,
      devices: TextSet.of(devices),
      reason: 'left',
    }
    const byDevice = grown.byDevice.setAll(devices.map((device) => [device, contact] as const))
    return { people: grown.people.set(contact, person), byDevice }
  }, directory)
}

/** People who were listed when the host stopped: unreachable until they come. */
export function listedPeople(listed: readonly Person[]): Directory {
  const entries = listed.map((person) => ({ ...person, online: TextSet.of<DeviceId>(), inCall: false }))
  return {
    people: TextMap.of(entries.map((person) => [person.id, person] as const)),
    byDevice: TextMap.of(
      entries.flatMap((person) => [...person.devices].map((device) => [device, person.id] as const)),
    ),
  }
}

export interface Arrival {
  readonly device: DeviceId
  readonly name: string
  readonly kind: DeviceKind
  readonly lasting: boolean
}

export type ArrivalResult =
  | {
      readonly status: 'ok'
      readonly directory: Directory
      readonly person: Person
      /** Who has yielded this name and is not listed any more. */
      readonly gone: readonly ContactId[]
    }
  | RefusedName

interface RefusedName {
  readonly status: 'refused'
  readonly refusal: NameRefusal
}

/** A device comes in. The name belongs to its key; somebody listed as gone longer than the lease yields theirs (S-08). */
export function arrive(directory: Directory, arrival: Arrival, now: number): ArrivalResult {
  const id = directory.byDevice.get(arrival.device) ?? arrival.device
  const known = directory.people.get(id)
  if (known?.owned) return entered(directory, known, arrival, now, [])
  const wants = { id, text: arrival.name, kind: arrival.kind }
  const chosen = chooseName(directory, wants, (holder) => isLeaseOver(holder, now))
  if (chosen.status === 'refused') return chosen
  const { name, yielding } = chosen
  const person = known ? { ...known, ...name, kind: arrival.kind } : fresh(id, name, arrival.kind, arrival.lasting, now)
  return entered(remove(directory, yielding), person, arrival, now, yielding)
}

type Chosen = { readonly status: 'ok'; readonly name: Name; readonly yielding: readonly ContactId[] } | RefusedName

interface Wanted {
  readonly id: ContactId
  readonly text: string
  readonly kind: DeviceKind
}

/** Decides about the name that a person wants (S-08). @param yields whether a holder of one like it gives it up */
function chooseName(directory: Directory, { id, text, kind }: Wanted, yields: (holder: Person) => boolean): Chosen {
  const name = nameFrom(text)
  if (!name || (kind !== 'classic' && isClassicName(name))) return { status: 'refused', refusal: 'name-invalid' }
  const alike = [...directory.people.filter((other) => other.id !== id && clash(name, other) !== null).values()]
  const holder = alike.find((other) => !yields(other))
  const refusal = holder ? clash(name, holder) : null
  if (refusal) return { status: 'refused', refusal }
  return { status: 'ok', name, yielding: alike.map((other) => other.id) }
}

function entered(
  directory: Directory,
  person: Person,
  { device, kind }: Arrival,
  now: number,
  gone: readonly ContactId[],
): ArrivalResult {
  const first = person.online.isEmpty()
  const devices = person.devices.add(device)
  const here: Person = {
    ...person,
    kind,
    devices,
    // Most people have one device: they are kept with one set, not with two.
    online: devices.size === 1 ? devices : person.online.add(device),
    since: first ? now : person.since,
    hereSince: first ? now : person.hereSince,
    reason: null,
  }
  const grown = { people: directory.people.set(person.id, here), byDevice: directory.byDevice.set(device, person.id) }
  return { status: 'ok', directory: grown, person: here, gone }
}

function fresh(id: ContactId, name: Name, kind: DeviceKind, lasting: boolean, now: number): Person {
  return {
    id,
    ...name,
    kind,
    devices: TextSet.of(),
    online: TextSet.of(),
    owned: false,
    lasting,
    availability: 'free',
    availableUntil: null,
    inCall: false,
    since: now,
    hereSince: now,
    stayedMs: 0,
    reason: null,
  }
}

const isLeaseOver = (person: Person, now: number): boolean =>
  !person.owned && person.online.isEmpty() && now - person.since >= LEASE_MS

/** A device's connection ended. The person is unreachable with the last one. */
export function depart(directory: Directory, device: DeviceId, how: 'left' | 'lost', now: number): Directory {
  return change(directory, device, (person) => {
    const online = person.online.delete(device)
    if (!online.isEmpty()) return { ...person, online }
    return { ...person, online, since: now, reason: how, stayedMs: person.stayedMs + now - person.hereSince }
  })
}

export function setAvailability(
  directory: Directory,
  device: DeviceId,
  availability: Availability,
  until: number | null,
  now: number,
): Directory {
  return change(directory, device, (person) => {
    // Said again, as a phone does that comes back (B-6), it changes nothing that anybody sees.
    if (person.availability === availability && person.availableUntil === until) return person
    return { ...person, availability, availableUntil: until, since: now }
  })
}

export function setInCall(directory: Directory, contact: ContactId, inCall: boolean, now: number): Directory {
  const person = directory.people.get(contact)
  if (!person || person.inCall === inCall) return directory
  return { ...directory, people: directory.people.set(contact, { ...person, inCall, since: now }) }
}

export function rename(
  directory: Directory,
  device: DeviceId,
  text: string,
): { readonly status: 'ok'; readonly directory: Directory } | RefusedName {
  const id = directory.byDevice.get(device) ?? device
  const kind = directory.people.get(id)?.kind ?? 'web'
  const chosen = chooseName(directory, { id, text, kind }, () => false)
  if (chosen.status === 'refused') return chosen
  return { status: 'ok', directory: change(directory, device, (person) => ({ ...person, ...chosen.name })) }
}

/** Devices that may be told later what their person missed: the older protocol has no words for it. */
export function devicesToTell(directory: Directory, contact: ContactId): readonly DeviceId[] {
  const person = directory.people.get(contact)
  return person && person.kind !== 'classic' ? [...person.devices] : []
}

/**
 * Whom to take out: per-tab persons, and of those who left who is past their number or age (S-08). Of too many those go first who have
 * hardly been here, so that a crowd of strangers does not push out the people of the office; of people alike the oldest.
 */
export function expired(directory: Directory, now: number): readonly ContactId[] {
  const away = [...directory.people.values()].filter((person) => !person.owned && person.online.isEmpty())
  const worthiestFirst = away
    .filter((person) => person.lasting)
    .sort((a, b) => stayRank(b.stayedMs) - stayRank(a.stayedMs) || b.since - a.since)
  const tooMany = worthiestFirst.slice(LISTED_MAX)
  const tooOld = worthiestFirst.filter((person) => now - person.since > LISTED_MS)
  const fleeting = away.filter(
    (person) => !person.lasting && (person.reason === 'left' || now - person.since >= FLEETING_GRACE_MS),
  )
  return [...new Set([...fleeting, ...tooMany, ...tooOld].map((person) => person.id))]
}

/** A minute, ten minutes, an hour, ms. */
const STAYS: readonly number[] = [60_000, 600_000, 3_600_000]
/** How much somebody belongs here, by how long they have been here. Pure. */
export const stayRank = (stayedMs: number): number => STAYS.filter((stay) => stayedMs >= stay).length

export function remove(directory: Directory, contacts: readonly ContactId[]): Directory {
  const devices = contacts.flatMap((contact) => [...(directory.people.get(contact)?.devices ?? [])])
  return { people: directory.people.deleteAll(contacts), byDevice: directory.byDevice.deleteAll(devices) }
}

function change(directory: Directory, device: DeviceId, edit: (person: Person) => Person): Directory {
  const person = directory.people.get(directory.byDevice.get(device) ?? '')
  const edited = person && edit(person)
  return edited && edited !== person ? { ...directory, people: directory.people.set(edited.id, edited) } : directory
}

/** The lamp: what matters most to somebody who wants to call. */
export function presenceOf(person: Person): Presence {
  if (person.online.isEmpty()) return 'unreachable'
  if (person.inCall) return 'in-call'
  return person.availability
}

const hasItselfOnly = ({ id, devices }: Person): boolean => devices.size === 1 && devices.has(id)

/** The wire form, with ages of this moment. */
export function contactOf(person: Person, now: number): Contact {
  const presence = presenceOf(person)
  const timed = presence === person.availability && person.availableUntil !== null
  const contact: Contact = {
    id: person.id,
    name: person.name,
    kind: person.kind,
    presence,
    sinceMs: ageOf(person.since, now),
    untilMs: timed ? Math.max(0, Math.round((person.availableUntil ?? now) - now)) : null,
    reason: person.reason,
  }
  return {
    ...contact,
    ...(presence !== 'unreachable' && person.hereSince !== person.since && { hereMs: ageOf(person.hereSince, now) }),
    ...(!hasItselfOnly(person) && { devices: [...person.devices] }),
  }
}

const ageOf = (at: number, now: number): number => Math.max(0, Math.round(now - at))
