import type { Device, DeviceKind, Stale } from '../call/ports.ts'
import type { DeviceChoiceView, PreferredDevice } from '../ui/view-model.ts'

/** Chromium's two aliases; they name no device of their own. */
const ALIASES: ReadonlySet<string> = new Set(['default', 'communications'])

/** Windows numbers a device anew in another socket: "Headset (4- Jabra)" is "Headset (Jabra)". */
const withoutNumber = (label: string): string => label.replace(/(^|\()\d+- /, '$1')

/**
 * The device to use for a preference: the same id, else the only one with the same label (ids change when a browser's
 * data is cleared), with or without the number that Windows gives, else none, which means the system's default. Pure.
 */
export function findPreferred(preferred: PreferredDevice | null, devices: readonly Device[]): Device | null {
  if (!preferred) return null
  const sameId = devices.find((device) => device.id !== '' && device.id === preferred.id)
  if (sameId) return sameId
  if (preferred.label === '') return null
  const sameLabel = devices.filter((device) => device.label === preferred.label)
  const plain = withoutNumber(preferred.label)
  const alike = sameLabel.length > 0 ? sameLabel : devices.filter((device) => withoutNumber(device.label) === plain)
  return alike.length === 1 ? (alike[0] ?? null) : null
}

const optionsOf = (kind: DeviceKind, all: readonly Device[]): readonly Device[] =>
  all.filter((device) => device.kind === kind && !ALIASES.has(device.id))

/** What the settings show: everything there is, what is used now, and a choice that is not plugged in. Pure. */
export function deviceChoice(
  preferred: PreferredDevice | null,
  kind: DeviceKind,
  all: readonly Device[],
): DeviceChoiceView {
  const options = optionsOf(kind, all)
  const found = findPreferred(preferred, options)
  const fallback = aliasOf('default', kind, all) ?? options[0] ?? null
  return { options, effective: found ?? fallback, missing: preferred && !found ? preferred.label : null }
}

/** Chromium's alias "Default - NAME" tells which device it stands for; null when there is none, or it does not tell. */
function aliasOf(id: string, kind: DeviceKind, all: readonly Device[]): Device | null {
  const alias = all.find((device) => device.kind === kind && device.id === id)
  if (!alias || !ALIASES.has(id)) return null
  const named = optionsOf(kind, all).filter(
    ({ label }) => label !== '' && (alias.label === label || alias.label.endsWith(` - ${label}`)),
  )
  // "Audio - Microphone" ends like "Microphone": the longest name is the whole one.
  return named.reduce<Device | null>((best, one) => (best && best.label.length >= one.label.length ? best : one), null)
}

/** An open device as far as it says whether it is the right one. */
export interface OpenDevice {
  /** Empty where the browser does not say it. */
  readonly id: string
  readonly label: string
  readonly ended: boolean
  /** It has been in the list since it was opened: only then does a list without it mean anything. */
  readonly listed: boolean
  /** The device that was asked for; null when any would do. */
  readonly asked: string | null
}

/** True when the list has the open device, by its id or, where ids say nothing, by its label. Pure. */
export const isListed = (kind: DeviceKind, open: OpenDevice, all: readonly Device[]): boolean =>
  all.some((device) => device.kind === kind && isSame(device, open))

const isSame = (device: Device, open: Pick<OpenDevice, 'id' | 'label'>): boolean =>
  device.id !== '' && open.id !== '' && device.id === open.id
    ? true
    : device.label !== '' && device.label === open.label && (device.id === '' || open.id === '')

/**
 * Why another device should be open than this one (F-63); null when it is the right one. A list that tells nothing (no names, no ids, or
 * ids that no track has) is no reason. Pure.
 */
export function whyStale(
  kind: DeviceKind,
  open: OpenDevice,
  preferred: PreferredDevice | null,
  all: readonly Device[],
): Stale | null {
  if (open.ended) return 'gone'
  const options = optionsOf(kind, all)
  if (open.listed && !isListed(kind, open, all)) return options.length > 0 ? 'gone' : null
  const wanted = findPreferred(preferred, options)
  const standsFor = aliasOf(open.id, kind, all)
  if (wanted) return isSame(wanted, standsFor ?? open) || isOnlyOne(wanted, open, options) ? null : 'other'
  const alias = all.find((device) => device.kind === kind && device.id === 'default')
  // The alias is open: it is right until it stands for another device.
  if (open.id === 'default') return alias && alias.label !== '' && alias.label !== open.label ? 'other' : null
  const usual = aliasOf('default', kind, all)
  if (usual) return isSame(usual, open) || isOnlyOne(usual, open, options) ? null : 'other'
  // Nobody says which device is the default one: what was opened without asking for one is it.
  return open.asked === null ? null : 'other'
}

/** Ids that differ each time they are asked for: a label that only one device has is as good. */
const isOnlyOne = (wanted: Device, open: OpenDevice, options: readonly Device[]): boolean =>
  !options.some((device) => device.id === open.id) &&
  wanted.label !== '' &&
  wanted.label === open.label &&
  options.filter((device) => device.label === wanted.label).length === 1
