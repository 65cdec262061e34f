import { TextMap, TextSet } from '../collections/text-map.ts'
import type { ContactId, GroupName } from '../protocol/index.ts'
import { check, groupNameSchema } from '../protocol/index.ts'
import { normaliseName, skeleton } from './names.ts'

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

/**
 * The one form of a group's name: NFKC, digits of every script as 0…9, outer spaces cut. ００１ and ٠٠١ are 001.
 * @returns null when it is no name of a group
 */
export function normaliseGroup(text: string): GroupName | null {
  const name = (normaliseName(text) ?? '').replace(/\p{Nd}/gu, valueOfDigit)
  return name !== '' && check(groupNameSchema, name).success ? name : null
}

/** Decimal digits stand in runs that begin with zero, or with the last of the run before (UAX #44). */
function valueOfDigit(digit: string): string {
  let first = digit.codePointAt(0) ?? 0
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1
  return String(((digit.codePointAt(0) ?? 0) - first) % 10)
}

/**
 * The group that a text names: one that is there, whatever the case of its letters; else a new one.
 * @returns null when it is no name, or looks like another group that is there: who rings one would reach the other
 */
export function groupNamed(groups: RingGroups, text: string): GroupName | null {
  const name = normaliseGroup(text)
  if (name === null || groups.has(name)) return name
  const wanted = looksOf(name)
  for (const [other] of groups) {
    if (looksOf(other) !== wanted) continue
    return other.toLowerCase() === name.toLowerCase() ? other : null
  }
  return name
}

/** What names of groups look like: asked for again and again, so it is remembered of the last ones. */
const looks = new Map<GroupName, string>()
const REMEMBERED = 4_096
function looksOf(name: GroupName): string {
  const known = looks.get(name)
  if (known !== undefined) return known
  if (looks.size >= REMEMBERED) looks.clear()
  const look = skeleton(name)
  looks.set(name, look)
  return look
}
