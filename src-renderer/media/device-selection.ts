import type { Device, DeviceKind } from '../call/ports.ts'
import type { DeviceChoiceView, PreferredDevice } from '../ui/view-model.ts'

/** Chromium's two aliases; they name no device of their own. */
const ALIASES: ReadonlySet<string> = new Set(['default', 'communications'])

/**
 * The device to use for a preference: the same id, else the only one with the same label (ids change when a browser's
 * data is cleared), else none, which means the system's default. Pure.
 */
export function findPreferred(preferred: PreferredDevice | null, devices: readonly Device[]): Device | null {
  if (!preferred) return null
  const sameId = devices.find((device) => device.id === preferred.id)
  if (sameId) return sameId
  const sameLabel = devices.filter((device) => device.label !== '' && device.label === preferred.label)
  return sameLabel.length === 1 ? (sameLabel[0] ?? null) : null
}

/** What the settings show: everything there is, what is used now, and a choice that is not plugged in. Pure. */
export function deviceChoice(
  preferred: PreferredDevice | null,
  kind: DeviceKind,
  all: readonly Device[],
): DeviceChoiceView {
  const options = all.filter((device) => device.kind === kind && !ALIASES.has(device.id))
  const found = findPreferred(preferred, options)
  const fallback = defaultDevice(kind, all, options)
  return { options, effective: found ?? fallback, missing: preferred && !found ? preferred.label : null }
}

/** Chromium's alias "Default - NAME" tells which device it stands for. */
function defaultDevice(kind: DeviceKind, all: readonly Device[], options: readonly Device[]): Device | null {
  const alias = all.find((device) => device.kind === kind && device.id === 'default')
  return options.find((device) => alias?.label.endsWith(device.label) && device.label !== '') ?? options[0] ?? null
}

/**
 * True when another microphone should be open than this one (F-63): it is unplugged, or the effective one is another. Pure.
 * @param openLabel label of what is open; null when nothing could be opened
 */
export function isStale(
  openLabel: string | null,
  ended: boolean,
  preferred: PreferredDevice | null,
  all: readonly Device[],
): boolean {
  const { options } = deviceChoice(preferred, 'microphone', all)
  if (openLabel === null) return options.length > 0
  if (ended) return true
  const present = all.some((device) => device.kind === 'microphone' && device.label === openLabel)
  if (!present) return options.length > 0
  const wanted = findPreferred(preferred, options)
  return wanted !== null && !openLabel.endsWith(wanted.label)
}
