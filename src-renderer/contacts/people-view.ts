import type { Phone } from '../call/state.ts'
import type { GroupView, Lamp, PersonView } from '../ui/view-model.ts'
import type { Directory, KnownContact } from './directory.ts'

export interface PeopleContext {
  readonly self: string
  readonly phone: Phone
  /** Without a host, lamps are unknown rather than stale (mock README, "Don't"). */
  readonly online: boolean
  readonly favourites: readonly string[]
  readonly compare: (a: string, b: string) => number
}

/**
 * Everybody but oneself, by name.
 * @param before what this gave last: whoever has not changed is the same object again, so that a screen of hundreds draws only the others
 */
export function peopleView(
  directory: Directory,
  context: PeopleContext,
  before: readonly PersonView[] = [],
): readonly PersonView[] {
  const { phone, favourites, self } = context
  const groupsOf = groupsByMember(directory)
  const known = new Map(before.map((person) => [person.contact, person] as const))
  return [...directory.contacts.values()]
    .filter((contact) => contact.id !== self)
    .map((contact) => ({
      contact: contact.id,
      name: contact.name,
      lamp: lampOf(contact, context),
      since: new Date(contact.since),
      hereSince: new Date(contact.hereSince),
      until: contact.until === null ? null : new Date(contact.until),
      reason: contact.reason,
      kind: contact.kind,
      withYou: isWithYou(phone, contact.id),
      favourite: favourites.includes(contact.id),
      groups: groupsOf.get(contact.id) ?? [],
    }))
    .map((person) => sameIfEqual(known.get(person.contact), person))
    .sort((a, b) => context.compare(a.name, b.name))
}

function groupsByMember({ groups }: Directory): ReadonlyMap<string, readonly string[]> {
  const byMember = new Map<string, string[]>()
  for (const [name, members] of groups) {
    for (const member of members) byMember.set(member, [...(byMember.get(member) ?? []), name])
  }
  return byMember
}

const plain = (value: PersonView[keyof PersonView]) => (value instanceof Date ? value.getTime() : String(value))

function sameIfEqual(before: PersonView | undefined, now: PersonView): PersonView {
  const keys = Object.keys(now) as (keyof PersonView)[]
  return before && keys.every((key) => plain(before[key]) === plain(now[key])) ? before : now
}

export function groupsView(directory: Directory, context: PeopleContext): readonly GroupView[] {
  return [...directory.groups]
    .map(([name, members]) => {
      const others = members.filter((id) => id !== context.self)
      const known = others.flatMap((id) => directory.contacts.get(id) ?? [])
      return {
        name,
        members,
        memberNames: known.map((contact) => contact.name).sort(context.compare),
        free: known.filter((contact) => contact.presence === 'free').length,
        joined: members.includes(context.self),
      }
    })
    .sort((a, b) => context.compare(a.name, b.name))
}

function lampOf(contact: KnownContact, { phone, online }: PeopleContext): Lamp {
  if (phone.call.name === 'ringing' && phone.call.peer.contact === contact.id) return 'calling-you'
  return online ? contact.presence : 'unknown'
}

function isWithYou(phone: Phone, contact: string): boolean {
  const { call } = phone
  const talking = call.name === 'connecting' || call.name === 'active' || call.name === 'reconnecting'
  return talking && call.peer.contact === contact
}
