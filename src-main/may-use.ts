import { isOwnPage } from './scheme-file.ts'

/** What the phone's own pages may use; everything else, and everybody else, gets nothing (E-05). */
const GRANTED: ReadonlySet<string> = new Set([
  'media',
  'speaker-selection',
  'clipboard-sanitized-write',
  'notifications',
  'screen-wake-lock',
])

/** Whether a page may have a permission. Pure. */
export const mayUse = (permission: string, address: string): boolean => GRANTED.has(permission) && isOwnPage(address)
