import type { TFunction } from 'i18next'
import { describe, expect, test, vi } from 'vitest'

import { isolated } from '../../../../src-renderer/ui/format/isolate.ts'
import { initials, shortName } from '../../../../src-renderer/ui/format/initials.ts'
import { problemText, systemOf } from '../../../../src-renderer/ui/format/problem.ts'
import { regional } from '../../../../src-renderer/ui/format/region.ts'
import { compareIn } from '../../../../src-renderer/ui/format/order.ts'
import { clockTime, dayName, duration, timer, untilTomorrowNine } from '../../../../src-renderer/ui/format/time.ts'
import { startI18n, translate } from '../../../../src-renderer/ui/i18n.ts'

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
  test.each([
    ['Dr. Eva Meier', 'Dr. Eva Meier'],
    ['Dr Eva Meier', 'Dr Eva Meier'],
    ['Prof. Müller', 'Prof. Müller'],
    ['J. Smith', 'J. Smith'],
    ['J Smith', 'J Smith'],
    ['Okafor, Ben', 'Okafor, Ben'],
    ['Conference Room', 'Conference Room'],
    ['Meeting Blue', 'Meeting Blue'],
    ['Room 12', 'Room 12'],
    ['Ana Petrović', 'Ana'],
    ['Jean-Luc Picard', 'Jean-Luc'],
    ['Ana', 'Ana'],
  ])('U-18: in a sentence %s is %s', (name, expected) => {
    expect(shortName(name)).toBe(expected)
  })
  test('C-49: a name from right to left is isolated in a sentence, every other one is as it was', () => {
    expect(isolated('علي (2)')).toBe('\u2068علي (2)\u2069')
    expect(isolated('דנה')).toBe('\u2068דנה\u2069')
    expect(isolated('Ana')).toBe('Ana')
  })
  test('C-49: the sentences of the page isolate it, and escape nothing', async () => {
    vi.stubGlobal('navigator', { languages: ['en'] })
    vi.stubGlobal('document', { documentElement: { lang: '' } })
    await startI18n('en')
    vi.unstubAllGlobals()
    expect(translate('ring.announce', { name: 'علي (2)' })).toBe('\u2068علي (2)\u2069 is calling')
    expect(translate('ring.announce', { name: 'A & <B>' })).toBe('A & <B> is calling')
  })
  test('a person is called by the first word, a Chinese name stays whole', () => {
    expect([shortName('Maya Lindqvist'), shortName('李娜')]).toEqual(['Maya', '李娜'])
  })
})

describe('durations', () => {
  test.each([
    [0, '1\u00A0s', '0:00'],
    [45_900, '45\u00A0s', '0:45'],
    [724_000, '12\u00A0min\u00A004\u00A0s', '12:04'],
    [43 * 60_000, '43\u00A0min', '43:00'],
    [3_720_000, '1\u00A0h\u00A002\u00A0min', '1:02:00'],
  ])('%i ms: the sentence and the timer tell the same', (ms, words, clock) => {
    expect([duration(ms, 'en'), timer(ms)]).toEqual([words, clock])
  })
  test('in Chinese', () => {
    expect(duration(724_000, 'zh-CN')).toBe('12\u00A0分\u00A004\u00A0秒')
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
  test.each([
    [0, 30, 8.5],
    [4, 59, 4 + 1 / 60],
    [5, 0, 28],
  ])('C-48: at %i:%i tomorrow at nine is %d h ahead', (hours, minutes, ahead) => {
    expect(untilTomorrowNine(new Date(2026, 2, 10, hours, minutes))).toBeCloseTo(ahead * 3_600_000)
  })
  test('C-48: a moment of another year carries its year', () => {
    expect(clockTime(new Date(2025, 10, 20, 8, 5), 'en-GB', now)).toBe('20 Nov 2025, 08:05')
    expect(dayName(new Date(2025, 10, 20), 'en-GB', now)).toBe('Thursday, 20 November 2025')
  })
  test.each([
    ['en', ['en-GB', 'en'], 'en-GB'],
    ['en', ['de-DE', 'en-US'], 'en-DE'],
    ['en', ['en-US'], 'en-US'],
    ['en', ['de', 'en'], 'en'],
    ['zh-CN', ['zh-CN'], 'zh-CN'],
    ['en', [], 'en'],
    ['en', ['', 'C.UTF-8', 'en-GB'], 'en-GB'],
  ])('C-48: dates in %s for somebody whose system says %j are written as %s', (language, wanted, expected) => {
    expect(regional(language, wanted)).toBe(expected)
  })
})

describe('a device that is denied', () => {
  const denied = { device: 'microphone', problem: 'denied', name: 'Ben' } as const
  const key = ((name: string, values: Readonly<Record<string, string>> = {}) =>
    [name, values['place']].filter(Boolean).join(' ')) as unknown as TFunction

  test.each([
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'mac'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'windows'],
    ['Mozilla/5.0 (X11; Linux x86_64)', 'other'],
  ])('U-23: in the app the words name the setting of the system (%s)', (agent, system) => {
    expect(systemOf(agent)).toBe(system)
    expect(problemText({ ...denied, inApp: true }, key, agent)).toBe(
      `problem.system.microphone problem.system.${system}.microphone`,
    )
  })
  test('U-23: in a browser they name the browser, and other problems are the same everywhere', () => {
    expect(problemText({ ...denied, inApp: false }, key, '')).toBe('problem.microphone.denied')
    expect(problemText({ ...denied, problem: 'missing', inApp: true }, key, '')).toBe('problem.microphone.missing')
  })
})
