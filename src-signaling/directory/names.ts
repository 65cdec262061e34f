import type { Refusal } from '../protocol/index.ts'
import { LIMITS } from '../protocol/index.ts'

/** A name as it is shown, and what it looks like: kept, because whoever comes is compared with everybody. */
export interface Name {
  readonly name: string
  readonly skeleton: string
}

export type NameRefusal = Extract<Refusal, 'name-invalid' | 'name-taken' | 'name-confusable'>

/** Control, format (bidi, zero-width), private, unassigned and separator characters other than the space (S-08). */
const FORBIDDEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u

/**
 * Brings a name into the form in which it is shown: NFKC (UAX #15), outer spaces cut, inner ones single.
 * @returns null when nothing showable is left, it is longer than 64 code points, or has characters that deceive
 */
export function normaliseName(text: string): string | null {
  const name = text.normalize('NFKC').trim().replace(/ +/g, ' ')
  const length = Array.from(name).length
  if (length === 0 || length > LIMITS.nameCodePoints || FORBIDDEN.test(name)) return null
  return /[\p{L}\p{N}]/u.test(name) ? name : null
}

/** Letters that look like a Latin one; a small part of UTS #39, enough for names of people. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  і: 'i',
  ј: 'j',
  ѕ: 's',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  α: 'a',
  β: 'b',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  γ: 'y',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  '0': 'o',
  '1': 'l',
  '|': 'l',
}

/** Two names with one skeleton look the same to a person in a hurry; those that differ in their case only have the same one. */
export function skeleton(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const mapped = Array.from(plain, (letter) => LOOK_ALIKES[letter] ?? letter).join('')
  return mapped
    .replace(/i/g, 'l')
    .replace(/[\s.'_-]/g, '')
    .replace(/rn/g, 'm')
}

/** @param name as it was normalised before */
export const nameOf = (name: string): Name => ({ name, skeleton: skeleton(name) })

/** @returns null when the text is no name (S-08) */
export function nameFrom(text: string): Name | null {
  const name = normaliseName(text)
  return name === null ? null : nameOf(name)
}

/** Why somebody may not be called so while another holds that name; null: nobody would take one for the other. */
export function clash(wanted: Name, held: Name): NameRefusal | null {
  if (wanted.skeleton !== held.skeleton) return null
  return wanted.name.toLowerCase() === held.name.toLowerCase() ? 'name-taken' : 'name-confusable'
}
