import type { Refusal } from '../protocol/index.ts'
import { LIMITS } from '../protocol/index.ts'
import { withoutJoiners } from './joiners.ts'
import { differInMarks, INVISIBLE, shape, skeleton } from './look-alikes.ts'

/** A name as it is shown, and what it looks like: kept, because whoever comes is compared with everybody. */
export interface Name {
  readonly name: string
  readonly skeleton: string
  readonly shape: string
}

export type NameRefusal = Extract<Refusal, 'name-invalid' | 'name-taken' | 'name-confusable'>

/** What comes along when a name is copied from a page or a document: cut, wherever it stands (C-32). */
const PASTED = /[\u00ad\u061c\u200e\u200f\u2060\ufeff]/gu
/** Joiners at the ends of words join nothing, and a form that is chosen for what is no picture changes nothing. */
const LOOSE =
  /^[\u200c\u200d]+|[\u200c\u200d]+$|[\u200c\u200d]+(?= )|(?<= )[\u200c\u200d]+|(?<!\p{Extended_Pictographic})[\ufe0e\ufe0f]/gu
/** Control, format (bidi), private, unassigned and separator characters other than the space, and what draws nothing (S-08). */
const FORBIDDEN = new RegExp(`[\\p{C}\\p{Zl}\\p{Zp}${INVISIBLE}]|(?! )\\p{Zs}`, 'u')

/**
 * Brings a name into the form in which it is shown: NFKC (UAX #15), outer spaces cut, inner ones single.
 * @returns null when nothing showable is left, it is longer than 64 code points, or has characters that deceive
 */
export function normaliseName(text: string): string | null {
  const name = text
    .normalize('NFKC')
    .replace(PASTED, '')
    .trim()
    .replace(/ +/g, ' ')
    .replace(LOOSE, '')
    .normalize('NFKC')
  const length = Array.from(name).length
  if (length === 0 || length > LIMITS.nameCodePoints || FORBIDDEN.test(withoutJoiners(name))) return null
  return /[\p{L}\p{N}]/u.test(name) ? name : null
}

export { skeleton }

/** @param name as it was normalised before */
export const nameOf = (name: string): Name => ({ name, skeleton: skeleton(name), shape: shape(name) })

/** @returns null when the text is no name (S-08) */
export function nameFrom(text: string): Name | null {
  const name = normaliseName(text)
  return name === null ? null : nameOf(name)
}

/** Why somebody may not be called so while another holds that name; null: nobody would take one for the other. */
export function clash(wanted: Name, held: Name): NameRefusal | null {
  if (wanted.skeleton !== held.skeleton && wanted.shape !== held.shape) return null
  if (wanted.name.toLowerCase() === held.name.toLowerCase()) return 'name-taken'
  return differInMarks(wanted.name, held.name) ? null : 'name-confusable'
}

/** Names of clients of the older protocol, which prove nothing: nobody else is called so, nor anything like it (S-40). */
export function isClassicName({ name }: Name): boolean {
  const [, before] = /^(.*?)[^\p{L}\p{N}\s]/u.exec(name) ?? []
  return before !== undefined && skeleton(before) === skeleton('classic')
}
