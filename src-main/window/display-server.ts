/** Since this Electron a Wayland session is used as such; before, windows were X11's unless a switch said otherwise. */
const WAYLAND_BY_DEFAULT = 38

interface Surroundings {
  readonly platform: NodeJS.Platform
  /** Electron's major version. */
  readonly electron: number
  /** Value of a switch, empty when it was not given. */
  readonly switchValue: (name: string) => string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/**
 * Whether the app's windows are Wayland's: there a window can neither be placed nor kept above others, and its place is not known. Pure.
 */
export function onWayland({ platform, electron, switchValue, environment }: Surroundings): boolean {
  if (platform !== 'linux') return false
  const there = (environment['WAYLAND_DISPLAY'] ?? '') !== ''
  const chosen = switchValue('ozone-platform') || switchValue('ozone-platform-hint')
  if (chosen === 'wayland') return there
  if (chosen === 'x11') return (environment['DISPLAY'] ?? '') === '' && there
  if (chosen !== 'auto' && electron < WAYLAND_BY_DEFAULT) return false
  return there && (environment['XDG_SESSION_TYPE'] === 'wayland' || (environment['DISPLAY'] ?? '') === '')
}
