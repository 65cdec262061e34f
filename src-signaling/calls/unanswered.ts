import type { ContactId } from '../protocol/index.ts'
import type { Registry } from './registry-state.ts'

/** So long somebody whose ring found no answer is remembered, ms. */
export const UNANSWERED_MS = 600_000
/** Of so many callers of one person, the latest. */
const CALLERS = 16
/** Of so many people. */
const PEOPLE = 10_000

/** Remembers that this caller rang these people and nobody answered. Pure. */
export function rangInVain(
  registry: Registry,
  caller: ContactId,
  contacts: readonly ContactId[],
  at: number,
): Registry {
  let unanswered = registry.unanswered
  for (const contact of new Set(contacts)) {
    const others = (unanswered.get(contact) ?? []).filter((one) => one.until > at && one.by !== caller)
    unanswered = unanswered.set(contact, [...others, { by: caller, until: at + UNANSWERED_MS }].slice(-CALLERS))
  }
  if (unanswered.size > PEOPLE) unanswered = unanswered.filter((all) => all.some((one) => one.until > at))
  if (unanswered.size > PEOPLE) unanswered = unanswered.deleteAll([...unanswered.keys()].slice(PEOPLE))
  return { ...registry, unanswered }
}

/** Answered: what was before does not count. */
export function wasAnswered(registry: Registry, caller: ContactId, contact: ContactId): Registry {
  const before = registry.unanswered.get(contact)
  if (!before?.some((one) => one.by === caller)) return registry
  const others = before.filter((one) => one.by !== caller)
  const { unanswered } = registry
  return { ...registry, unanswered: others.length > 0 ? unanswered.set(contact, others) : unanswered.delete(contact) }
}

export const hasRungInVain = (registry: Registry, caller: ContactId, contact: ContactId, at: number): boolean =>
  (registry.unanswered.get(contact) ?? []).some((one) => one.by === caller && one.until > at)
