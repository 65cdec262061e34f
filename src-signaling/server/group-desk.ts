import {
  groupNamed,
  groupsOf,
  joinGroup,
  leaveAllGroups,
  leaveGroup,
  mayJoin,
  noGroups,
} from '../directory/ring-groups.ts'
import type { RingGroups } from '../directory/ring-groups.ts'
import type { Ack, ContactId, GroupName, Target } from '../protocol/index.ts'

/** Runs the ring groups of an office; names come as clients spell them. */
export interface GroupDesk {
  all(): RingGroups
  /** `denied`: no name, one that looks like another's, or more groups than are allowed. */
  join(contact: ContactId, text: GroupName): Ack
  leave(contact: ContactId, text: GroupName): Ack
  leaveAll(contact: ContactId): void
  /** With the name under which the group is listed; null: there cannot be such a group. */
  targetOf(target: Target): Target | null
  membersOf(text: GroupName): readonly ContactId[]
}

/** @param changed is told of every group whose members are others now */
export function createGroupDesk(changed: (group: GroupName) => void): GroupDesk {
  let groups = noGroups
  return {
    all: () => groups,
    join(contact, text) {
      const group = groupNamed(groups, text)
      if (group === null || !mayJoin(groups, group, contact)) return { status: 'denied' }
      groups = joinGroup(groups, group, contact)
      changed(group)
      return { status: 'ok' }
    },
    leave(contact, text) {
      const group = groupNamed(groups, text)
      if (group === null) return { status: 'ok' }
      groups = leaveGroup(groups, group, contact)
      changed(group)
      return { status: 'ok' }
    },
    leaveAll(contact) {
      for (const name of groupsOf(groups, contact)) changed(name)
      groups = leaveAllGroups(groups, contact)
    },
    targetOf(target) {
      if (target.kind === 'contact') return target
      const group = groupNamed(groups, target.group)
      return group === null ? null : { kind: 'group', group }
    },
    membersOf: (text) => [...(groups.get(groupNamed(groups, text) ?? text) ?? [])],
  }
}
