import { expect, test } from 'vitest'

import { en } from '../../../../src-renderer/ui/locales/en/index.ts'
import { zhCN as zh } from '../../../../src-renderer/ui/locales/zh-CN/index.ts'
import { check, END_REASONS, endReasonSchema } from '../../../../src-signaling/protocol/index.ts'

type Words = { readonly [key: string]: string | Words }

const flat = (words: Words, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : flat(value, `${prefix}${key}.`),
  )
/** English counts one and other; Chinese has one form. */
const singular = (key: string): string => key.replace(/_(?:one|other)$/, '')
const placeholders = (text: string): string =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name = '']) => name)
    .sort()
    .join()

test('every sentence exists in both languages', () => {
  const keys = (words: Words) => [...new Set(flat(words).map(([key]) => singular(key)))].sort()
  expect(keys(zh)).toEqual(keys(en))
})

test('a sentence has the same blanks in both languages', () => {
  const chinese = new Map(flat(zh).map(([key, text]) => [singular(key), placeholders(text)]))
  const differing = flat(en).filter(([key, text]) => {
    const there = chinese.get(singular(key)) ?? ''
    // A singular may leave its number out.
    return key.endsWith('_one') ? false : placeholders(text) !== there
  })
  expect(differing.map(([key]) => key)).toEqual([])
})

test('nothing in the Chinese words is left in English', () => {
  const english = new Map(flat(en))
  const same = flat(zh).filter(([key, text]) => /[a-z]{4,}/.test(text) && english.get(key) === text)
  expect(same).toEqual([])
})

test('Chinese has a space between its signs and a name, which is often in Latin letters', () => {
  const tight = flat(zh).filter(([, text]) => /\p{Script=Han}\{\{(?!what)|\}\}\p{Script=Han}/u.test(text))
  expect(tight).toEqual([])
})

test.each([
  [
    'English',
    en,
    /whoever has|whoever opens|whoever joins|\banew\b|this machine|not before \{\{|by itself|\bof this name\b/i,
  ],
  ['Chinese', zh, /主持|话机|点按|静铃/],
])('%s says things as people say them', (_language, texts, unwanted) => {
  expect(flat(texts).filter(([, text]) => unwanted.test(text))).toEqual([])
})

test('R-15: the reasons why a call ends are a closed list, and each has its words in both languages', () => {
  for (const { ended } of [en, zh]) {
    const described = Object.entries(ended).filter(([, words]) => typeof words === 'object')
    expect(described.map(([reason]) => reason).sort()).toEqual([...END_REASONS].sort())
  }
  expect(check(endReasonSchema, 'another').success).toBe(false)
})
