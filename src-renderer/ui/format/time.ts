/** Times and durations for people. `language` is a BCP 47 tag. Pure. */

const DAY = 86_400_000

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

const SHAPES = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { day: 'numeric', month: 'short' },
  longDay: { weekday: 'long', day: 'numeric', month: 'long' },
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

/** 10:42 today, otherwise with its day; Chinese puts no comma between them. */
export function clockTime(date: Date, language: string, now: Date): string {
  const time = timeOfDay(date, language)
  return startOfDay(date) === startOfDay(now)
    ? time
    : `${formatted(date, language, 'day')}${language.startsWith('zh') ? ' ' : ', '}${time}`
}

/** Only the time: where the day is said elsewhere. */
export const timeOfDay = (date: Date, language: string): string => formatted(date, language, 'time')

/** `today`, `yesterday`, or a date in words. */
export function dayName(date: Date, language: string, now: Date): string {
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY)
  if (days === 0) return 'today'
  if (days === 1) return 'yesterday'
  return formatted(date, language, 'longDay')
}

/** 12:04, or 1:02:03: the timer of a call. */
export function timer(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const pad = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`
}

/** 45 s, 12 min 04 s, 43 min, 1 h 02 min. */
export function duration(ms: number, language: string): string {
  const zh = language.startsWith('zh')
  const units = zh
    ? { h: ' 小时', min: ' 分钟', minBefore: ' 分', s: ' 秒' }
    : { h: ' h', min: ' min', minBefore: ' min', s: ' s' }
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const [hours, minutes, rest] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60]
  const pad = (value: number) => String(value).padStart(2, '0')
  if (hours > 0) return `${hours}${units.h} ${pad(minutes)}${units.min}`
  if (minutes === 0) return `${rest}${units.s}`
  return rest === 0 ? `${minutes}${units.min}` : `${minutes}${units.minBefore} ${pad(rest)}${units.s}`
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

/** Ms from `now` to tomorrow at nine. */
export function untilTomorrowNine(now: Date): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9).getTime() - now.getTime()
}
