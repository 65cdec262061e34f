import type { Contact, DirectoryDelta, Presence } from '../../src-signaling/protocol/index.ts'

/** A contact with times of this machine's own clock, ms since the epoch. */
export interface KnownContact {
  readonly id: string
  readonly name: string
  readonly kind: Contact['kind']
  readonly presence: Presence
  readonly since: number
  /** When it came. */
  readonly hereSince: number
  readonly until: number | null
  readonly reason: Contact['reason']
}

/** Who is in the office, as far as this phone knows. */
export interface Directory {
  readonly contacts: ReadonlyMap<string, KnownContact>
  /** Ring groups: name → contact ids. */
  readonly groups: ReadonlyMap<string, readonly string[]>
}

export const emptyDirectory: Directory = { contacts: new Map(), groups: new Map() }

/** Adds a change; ages become times of this machine, so that no two clocks are compared. */
export function applyDelta(directory: Directory, delta: DirectoryDelta, now: number): Directory {
  const contacts = new Map(directory.contacts)
  for (const id of delta.contactsGone) contacts.delete(id)
  for (const contact of delta.contacts) contacts.set(contact.id, known(contact, now))
  const groups = new Map(directory.groups)
  for (const name of delta.groupsGone) groups.delete(name)
  for (const group of delta.groups) groups.set(group.name, group.members)
  return { contacts, groups }
}

function known(contact: Contact, now: number): KnownContact {
  const { id, name, kind, presence, reason } = contact
  const until = contact.untilMs === null ? null : now + contact.untilMs
  const since = now - contact.sinceMs
  const hereSince = now - (contact.hereMs ?? contact.sinceMs)
  return { id, name, kind, presence, since, hereSince, until, reason }
}
