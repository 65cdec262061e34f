import * as z from 'zod'

import type { MissedNews } from '../../src-signaling/protocol/index.ts'
import { END_REASONS } from '../../src-signaling/protocol/index.ts'
import { byWhom } from '../call/ending.ts'
import type { EndedCall } from '../call/state.ts'
import type { RecentView } from '../ui/view-model.ts'

/** A line of the recents as it is stored. */
export const recentSchema = z.object({
  callId: z.string().max(64),
  direction: z.enum(['incoming', 'outgoing', 'missed']),
  name: z.string().max(256),
  contact: z.string().max(64).nullable(),
  group: z.string().max(64).nullable(),
  subject: z.string().max(256).nullable(),
  /** Wall clock, ms. */
  at: z.number(),
  video: z.boolean(),
  reason: z.enum(END_REASONS),
  byName: z.string().max(256).nullable(),
  byOwnDevice: z.boolean().default(false),
  talkedMs: z.number().nonnegative().nullable(),
  rangMs: z.number().nonnegative(),
  /** When this device heard of a call that it missed while it was away; wall clock, ms. */
  learnedAt: z.number().nullable().default(null),
  /** Which office it was in; null where there is only one, and before this was written. */
  office: z.string().max(1_024).nullable().default(null),
})
export type Recent = z.infer<typeof recentSchema>

/**
 * The line that an ended call leaves.
 * @param name what the directory called the other end
 * @param now wall clock, ms
 */
export function recentOf(ended: EndedCall, name: string, now: number): Recent {
  const { target, peer } = ended
  const contact = peer?.contact ?? (ended.side === 'caller' && target.kind === 'contact' ? target.contact : null)
  return {
    callId: ended.callId,
    direction: ended.side === 'caller' ? 'outgoing' : ended.missed ? 'missed' : 'incoming',
    name,
    contact,
    group: target.kind === 'group' ? target.group : null,
    subject: ended.subject,
    at: now - ended.rangMs - (ended.talkedMs ?? 0),
    video: ended.video,
    reason: ended.reason,
    ...byWhom(ended),
    talkedMs: ended.talkedMs,
    rangMs: ended.rangMs,
    learnedAt: null,
    office: null,
  }
}

/**
 * The line that a call leaves which only the host knew of.
 * @param name what the directory calls the caller
 * @param now wall clock, ms; the host gives ages, so that clocks are never compared
 */
export function missedRecent(missed: MissedNews, name: string, now: number): Recent {
  const { callId, from, subject, video, reason, rangMs, ageMs } = missed
  return {
    callId,
    direction: 'missed',
    name,
    contact: from.contact,
    group: null,
    subject,
    at: now - ageMs,
    video,
    reason,
    byName: null,
    byOwnDevice: false,
    talkedMs: null,
    rangMs,
    learnedAt: now,
    office: null,
  }
}

/** What somebody was called when they were in a call last; null for who never was. @param recents newest first */
export const rememberedName = (recents: readonly Recent[], contact: string): string | null =>
  recents.find((recent) => recent.contact === contact && recent.name !== '')?.name ?? null

/** Until when somebody had to look at the recents to have seen this one. */
export const newsAt = (recent: Recent): number => Math.max(recent.at + recent.rangMs, recent.learnedAt ?? 0)

export function recentView({ learnedAt: _learnedAt, office: _office, ...recent }: Recent): RecentView {
  return { ...recent, at: new Date(recent.at) }
}
