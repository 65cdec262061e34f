/** Where a window is, in px of the desktop; without place the system chooses one. */
export interface Bounds {
  readonly x: number | null
  readonly y: number | null
  readonly width: number
  readonly height: number
}

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** At least this much of a window's top edge must be on a screen to be grabbed, px. */
const GRAB = 100

/** Remembered bounds, without their place when the window could not be seen and grabbed on one of the screens. Pure. */
export function onScreen(bounds: Bounds, screens: readonly Area[]): Partial<Area> {
  const { x, y, width, height } = bounds
  if (x === null || y === null) return { width, height }
  const grabbed = (area: Area) =>
    x + width - GRAB >= area.x && x + GRAB <= area.x + area.width && y >= area.y && y + GRAB <= area.y + area.height
  return screens.some(grabbed) ? { x, y, width, height } : { width, height }
}

/**
 * Where a window must go to be seen again, because its screen is gone: into the middle of another one, no larger than that. Null while
 * it can be seen and grabbed. Pure.
 */
export function backOnScreen(bounds: Area, screens: readonly Area[], fallback: Area): Area | null {
  if ('x' in onScreen(bounds, screens)) return null
  const width = Math.min(bounds.width, fallback.width)
  const height = Math.min(bounds.height, fallback.height)
  const x = fallback.x + Math.round((fallback.width - width) / 2)
  return { x, y: fallback.y + Math.round((fallback.height - height) / 2), width, height }
}
