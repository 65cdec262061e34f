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

/** Everybody but oneself, by name. */
export function peopleView(directory: Directory, context: PeopleContext): readonly PersonView[] {
  const { phone, favourites, self } = context
  const groupsOf = (id: string) =>
    [...directory.groups].filter(([, members]) => members.includes(id)).map(([name]) => name)
  return [...directory.contacts.values()]
    .filter((contact) => contact.id !== self)
    .map((contact) => ({
      contact: contact.id,
      name: contact.name,
      lamp: lampOf(contact, context),
      since: new Date(contact.since),
      until: contact.until === null ? null : new Date(contact.until),
      reason: contact.reason,
      kind: contact.kind,
      withYou: isWithYou(phone, contact.id),
      favourite: favourites.includes(contact.id),
      groups: groupsOf(contact.id),
    }))
    .sort((a, b) => context.compare(a.name, b.name))
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
