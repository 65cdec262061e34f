import { describe, expect, test } from 'vitest'

import { initials, shortName } from '../../../../src-renderer/ui/format/initials.ts'
import { compareIn } from '../../../../src-renderer/ui/format/order.ts'
import { clockTime, dayName, duration, timer, untilTomorrowNine } from '../../../../src-renderer/ui/format/time.ts'

describe('names', () => {
  test.each([
    ['Maya Lindqvist', 'ML'],
    ['Ana', 'A'],
    ['Jean-Luc Picard de la Barre', 'JB'],
    ['李娜', '李娜'],
    ['欧阳 娜娜', '娜娜'],
    ['  élodie   x ', 'ÉX'],
    ['🦊 Fox', 'F'],
  ])('%s is shortened to %s', (name, expected) => {
    expect(initials(name)).toBe(expected)
  })
  test('a person is called by the first word, a Chinese name stays whole', () => {
    expect([shortName('Maya Lindqvist'), shortName('李娜')]).toEqual(['Maya', '李娜'])
  })
})

describe('durations', () => {
  test.each([
    [0, '0 s', '0:00'],
    [45_900, '45 s', '0:45'],
    [724_000, '12 min 04 s', '12:04'],
    [43 * 60_000, '43 min', '43:00'],
    [3_720_000, '1 h 02 min', '1:02:00'],
  ])('%i ms: the sentence and the timer tell the same', (ms, words, clock) => {
    expect([duration(ms, 'en'), timer(ms)]).toEqual([words, clock])
  })
  test('in Chinese', () => {
    expect(duration(724_000, 'zh-CN')).toBe('12 分 04 秒')
  })
})

describe('the order of names', () => {
  test.each([
    ['en', ['Room 2', 'Room 10', 'Zoë', 'zora'], 'numbers by their size, case and accents last'],
    ['sv', ['Anna', 'Zora', 'Åsa'], 'Å is the end of the alphabet in Swedish'],
    ['de', ['Anna', 'Åsa', 'Zora'], 'and an A in German'],
    ['zh-CN', ['陈伟', '王芳', '张敏'], 'by pinyin in Chinese'],
  ])('%s: %j: %s', (language, sorted, _why) => {
    expect([...sorted].reverse().sort((a, b) => compareIn(language, a, b))).toEqual(sorted)
  })
})

describe('moments', () => {
  const now = new Date(2026, 10, 24, 10, 0)
  test('today is a time, another day carries its date', () => {
    expect(clockTime(new Date(2026, 10, 24, 8, 5), 'en', now)).toBe('08:05')
    expect(clockTime(new Date(2026, 10, 20, 8, 5), 'en', now)).toBe('Nov 20, 08:05')
    expect(clockTime(new Date(2026, 10, 20, 8, 5), 'zh-CN', now)).toBe('11月20日 08:05')
  })
  test('days are named as people name them', () => {
    expect(dayName(new Date(2026, 10, 24, 1), 'en', now)).toBe('today')
    expect(dayName(new Date(2026, 10, 23, 23), 'en', now)).toBe('yesterday')
    expect(dayName(new Date(2026, 10, 16), 'en-GB', now)).toBe('Monday 16 November')
  })
  test('until tomorrow at nine is less than a day ahead after nine, more before', () => {
    expect(untilTomorrowNine(now)).toBe(23 * 3_600_000)
    expect(untilTomorrowNine(new Date(2026, 10, 24, 8))).toBe(25 * 3_600_000)
  })
})
