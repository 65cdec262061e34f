/** Times and durations for people. `language` is a BCP 47 tag. Pure. */

const DAY = 86_400_000

const startOfDay = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()

/** 10:42 today, otherwise with its day. */
export function clockTime(date: Date, language: string, now: Date): string {
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date)
  if (startOfDay(date) === startOfDay(now)) return time
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' }).format(date)
  return `${day}, ${time}`
}

/** Only the time: where the day is said elsewhere. */
export const timeOfDay = (date: Date, language: string): string =>
  new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(date)

/** `today`, `yesterday`, or a date in words. */
export function dayName(date: Date, language: string, now: Date): string {
  const days = Math.round((startOfDay(now) - startOfDay(date)) / DAY)
  if (days === 0) return 'today'
  if (days === 1) return 'yesterday'
  return new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' }).format(date)
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
