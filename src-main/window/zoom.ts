import type { Input, WebContents } from 'electron'

/** The steps of Ctrl + and Ctrl −, as browsers have them. */
const STEPS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const
const NORMAL = 1

export type Zooming = 'in' | 'out' | 'normal'
type Pressed = Pick<Input, 'type' | 'key' | 'code' | 'control' | 'meta' | 'alt' | 'shift'>

const isCommand = ({ type, control, meta, alt }: Pressed, platform: NodeJS.Platform): boolean =>
  type === 'keyDown' && !alt && (platform === 'darwin' ? meta && !control : control && !meta)

/** What a key asks for: Ctrl (on macOS Command) with +, − or 0, from the row of digits or the keypad, in any layout. Pure. */
export function zoomKey(input: Pressed, platform: NodeJS.Platform): Zooming | null {
  if (!isCommand(input, platform)) return null
  const { key, code } = input
  if (key === '+' || key === '=' || code === 'NumpadAdd') return 'in'
  if (key === '-' || key === '_' || code === 'NumpadSubtract') return 'out'
  return key === '0' || code === 'Digit0' || code === 'Numpad0' ? 'normal' : null
}

/** Ctrl Q where no menu has it: Linux, where a desktop without a tray offers no other way. Pure. */
export const isQuitKey = (input: Pressed, platform: NodeJS.Platform): boolean =>
  platform === 'linux' && isCommand(input, platform) && !input.shift && input.key.toLowerCase() === 'q'

/** The factor after one step; the last step stays. Pure. */
export function zoomed(factor: number, zooming: Zooming): number {
  if (zooming === 'normal') return NORMAL
  const steps: readonly number[] = STEPS
  // Chromium gives back a factor that went through a logarithm.
  const close = 0.01
  if (zooming === 'in') return steps.find((step) => step > factor + close) ?? factor
  return steps.filter((step) => step < factor - close).at(-1) ?? factor
}

/** Lets a page be zoomed by keys: the app has no menu on Windows and Linux. The factor is kept by whoever is told. */
export function zoomByKeys(
  page: WebContents,
  first: number,
  changed: (factor: number) => void,
  quit: () => void,
): void {
  let factor = first
  page.on('did-finish-load', () => page.setZoomFactor(factor))
  page.on('before-input-event', (event, input) => {
    if (isQuitKey(input, process.platform)) {
      event.preventDefault()
      return quit()
    }
    const zooming = zoomKey(input, process.platform)
    if (!zooming) return
    event.preventDefault()
    const next = zoomed(factor, zooming)
    if (next === factor) return
    factor = next
    page.setZoomFactor(factor)
    changed(factor)
  })
}
