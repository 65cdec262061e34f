/** Times and durations for people. `language` is a BCP 47 tag. Pure. */

const DAY = 86_400_000

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

const SHAPES = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  dayOfYear: { day: 'numeric', month: 'short', year: 'numeric' },
  longDay: { weekday: 'long', day: 'numeric', month: 'long' },
  longDayOfYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * To make a format takes many times as long as to use it, and a large office has hundreds of times to show. One that is kept would stay in
 * its time zone when the machine moves to another: it is kept for an offset from UTC.
 */
function formatted(date: Date, language: string, shape: keyof typeof SHAPES): string {
  const key = `${language} ${shape} ${date.getTimezoneOffset()}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(language, SHAPES[shape])
  formats.set(key, format)
  return format.format(date)
}

const sameYear = (date: Date, now: Date): boolean => date.getFullYear() === now.getFullYear()

/** 10:42 today, otherwise with its day, and of another year with that; Chinese puts no comma between them. */
export function clockTime(date: Date, language: string, now: Date): string {
  const time = timeOfDay(date, language)
  return startOfDay(date) === startOfDay(now)
    ? time
    : `${formatted(date, language, sameYear(date, now) ? 'day' : 'dayOfYear')}${language.startsWith('zh') ? ' ' : ', '}${time}`
}

/** Only the time: where the day is said elsewhere. */
export const timeOfDay = (date: Date, language: string): string => formatted(date, language, 'time')

/** `today`, `yesterday`, or a date in words. */
export function dayName(date: Date, language: string, now: Date): string {
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY)
  if (days === 0) return 'today'
  if (days === 1) return 'yesterday'
  return formatted(date, language, sameYear(date, now) ? 'longDay' : 'longDayOfYear')
}

/** 12:04, or 1:02:03: the timer of a call. */
export function timer(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const pad = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`
}

/** 45 s, 12 min 04 s, 43 min, 1 h 02 min; never broken over two lines. Something that was there took at least 1 s. */
export function duration(ms: number, language: string): string {
  const zh = language.startsWith('zh')
  const units = zh
    ? { h: '\u00A0小时', min: '\u00A0分钟', minBefore: '\u00A0分', s: '\u00A0秒' }
    : { h: '\u00A0h', min: '\u00A0min', minBefore: '\u00A0min', s: '\u00A0s' }
  const seconds = Math.max(1, Math.floor(ms / 1_000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  const pad = (value: number) => String(value).padStart(2, '0')
  if (hours > 0) return `${hours}${units.h}\u00A0${pad(minutes)}${units.min}`
  if (minutes === 0) return `${rest}${units.s}`
  return rest === 0 ? `${minutes}${units.min}` : `${minutes}${units.minBefore}\u00A0${pad(rest)}${units.s}`
}

const MINUTE = 60_000

/** How long "do not disturb" is offered to last, ms from now; null: until it is changed. */
export const QUIET_SPANS = {
  dnd30: () => 30 * MINUTE,
  dnd60: () => 60 * MINUTE,
  dndTomorrow: () => untilTomorrowNine(new Date()),
  dndOn: () => null,
} as const
export type QuietSpan = keyof typeof QUIET_SPANS

/** Before this hour the night still belongs to the day before: whoever says *tomorrow* then means after the sleep. */
const MORNING = 5

/** True when *tomorrow* is this very day. */
export const isNight = (now: Date): boolean => now.getHours() < MORNING

/** Ms from `now` to tomorrow at nine; in the night that is this morning. */
export function untilTomorrowNine(now: Date): number {
  return (
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + (isNight(now) ? 0 : 1), 9).getTime() - now.getTime()
  )
}
