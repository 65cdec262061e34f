import { TextMap, TextSet } from '../collections/text-map.ts'
import type { ContactId, GroupName } from '../protocol/index.ts'

/** Ring groups: made at the first join, gone when empty. */
export type RingGroups = TextMap<GroupName, TextSet<ContactId>>

export const noGroups: RingGroups = TextMap.of()

/** Every welcome carries all of them, so there is an end to what one person, and the whole office, may make (A-11, B-22). */
export const GROUP_LIMITS = { perPerson: 64, perOffice: 1_000, memberships: 8_000 } as const

/** Whether somebody may join; who is in it already may say so again. Pure. */
export function mayJoin(groups: RingGroups, name: GroupName, contact: ContactId): boolean {
  const members = groups.get(name)
  if (members?.has(contact)) return true
  if (!members && groups.size >= GROUP_LIMITS.perOffice) return false
  let own = 0
  let memberships = 0
  for (const [, others] of groups) {
    if (others.has(contact)) own += 1
    memberships += others.size
  }
  return own < GROUP_LIMITS.perPerson && memberships < GROUP_LIMITS.memberships
}

export const joinGroup = (groups: RingGroups, name: GroupName, contact: ContactId): RingGroups =>
  groups.set(name, (groups.get(name) ?? TextSet.of<ContactId>()).add(contact))

export function leaveGroup(groups: RingGroups, name: GroupName, contact: ContactId): RingGroups {
  const rest = (groups.get(name) ?? TextSet.of<ContactId>()).delete(contact)
  return rest.isEmpty() ? groups.delete(name) : groups.set(name, rest)
}

/** Who leaves the office leaves its groups. */
export const leaveAllGroups = (groups: RingGroups, contact: ContactId): RingGroups =>
  groupsOf(groups, contact).reduce((rest, name) => leaveGroup(rest, name, contact), groups)

export const groupsOf = (groups: RingGroups, contact: ContactId): readonly GroupName[] =>
  [...groups].filter(([, members]) => members.has(contact)).map(([name]) => name)
