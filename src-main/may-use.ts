import { isOwnPage } from './scheme-file.ts'

/** What the phone's own pages may use; everything else, and everybody else, gets nothing (E-05). */
const GRANTED: ReadonlySet<string> = new Set([
  'media',
  'speaker-selection',
  'clipboard-sanitized-write',
  'notifications',
  'screen-wake-lock',
  // Chromium does not ask for these yet; once it does, a call without them would be silent.
  'local-network',
  'local-network-access',
  'loopback-network',
])

/** Kinds of media that a page may ask for. A request without any is one for the screen, before Electron 45 (E-05). */
const MEDIA: ReadonlySet<string> = new Set(['audio', 'video'])

/** Whether a page may have a permission. Pure. */
export const mayUse = (permission: string, address: string): boolean => GRANTED.has(permission) && isOwnPage(address)

/** Whether a page may open what it asks for: microphone and camera, never the screen by the older form of the request. Pure. */
export const mayOpen = (mediaTypes: readonly string[] | undefined): boolean =>
  mediaTypes !== undefined && mediaTypes.length > 0 && mediaTypes.every((type) => MEDIA.has(type))

/** What the system calls the devices of a request. Pure. */
export const systemAsks = (mediaTypes: readonly string[]): readonly ('microphone' | 'camera')[] => [
  ...(mediaTypes.includes('audio') ? (['microphone'] as const) : []),
  ...(mediaTypes.includes('video') ? (['camera'] as const) : []),
]
