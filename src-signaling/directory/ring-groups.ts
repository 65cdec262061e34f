import { TextMap, TextSet } from '../collections/text-map.ts'
import type { ContactId, GroupName } from '../protocol/index.ts'

/** Ring groups: made at the first join, gone when empty. */
export type RingGroups = TextMap<GroupName, TextSet<ContactId>>

export const noGroups: RingGroups = TextMap.of()

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
