import { join } from 'node:path'

import type { MenuItemConstructorOptions } from 'electron'
import { Menu, nativeImage, nativeTheme, systemPreferences, Tray } from 'electron'

import type { AvailabilityChoice, PhoneState, RingAnswer } from './ipc/contract.ts'
import type { TrayPicture } from './tray-state.ts'
import type { wordsOf } from './words.ts'

/** How fast the picture changes while it rings, ms (mock README "Motion"). */
const BLINK = 700

export interface TrayActions {
  open(): void
  quit(): void
  setAvailability(choice: AvailabilityChoice): void
  /** Each answer names the call that the menu was drawn for: another may ring when it is clicked. */
  answer(callId: string, answer: RingAnswer | 'hang-up'): void
}

export interface TrayIcon {
  show(picture: TrayPicture, phone: PhoneState, words: ReturnType<typeof wordsOf>): void
  close(): void
}

/** The icon in the tray: the state at a glance, and what is needed while the window is away. */
export function createTray(icons: string, actions: TrayActions): TrayIcon {
  const pictureOf = (picture: TrayPicture) => {
    const template = process.platform === 'darwin'
    const look = template ? 'template' : isDark() ? 'on-dark' : 'on-light'
    const image = nativeImage.createFromPath(join(icons, 'tray', look, `${picture}.png`))
    if (template) image.setTemplateImage(true)
    return image
  }
  const tray = new Tray(pictureOf('offline'))
  tray.on('click', actions.open)
  let blinking: NodeJS.Timeout | null = null
  let shown = ''
  let drawn: TrayPicture = 'offline'
  const recolour = () => draw(drawn)
  nativeTheme.on('updated', recolour)

  function stopBlinking(): void {
    if (blinking) clearInterval(blinking)
    blinking = null
  }

  function draw(picture: TrayPicture): void {
    stopBlinking()
    drawn = picture
    tray.setImage(pictureOf(picture))
    if (picture !== 'ringing' || systemPreferences.getAnimationSettings().prefersReducedMotion) return
    let lit = true
    blinking = setInterval(() => {
      lit = !lit
      tray.setImage(pictureOf(lit ? 'ringing' : 'idle'))
    }, BLINK)
  }

  return {
    show(picture, phone, words) {
      const state = JSON.stringify([picture, phone, words.open])
      if (state === shown) return
      shown = state
      draw(picture)
      tray.setToolTip(toolTip(picture, phone, words))
      tray.setContextMenu(Menu.buildFromTemplate(menuOf(phone, words, actions)))
    },
    close() {
      stopBlinking()
      nativeTheme.off('updated', recolour)
      tray.destroy()
    },
  }
}

/** The taskbar has colours of its own on Windows: dark under light programs is what many have. Old runtimes know one answer only. */
function isDark(): boolean {
  const theme: { readonly shouldUseDarkColors: boolean; readonly shouldUseDarkColorsForSystemIntegratedUI?: boolean } =
    nativeTheme
  return theme.shouldUseDarkColorsForSystemIntegratedUI ?? theme.shouldUseDarkColors
}

function toolTip(picture: TrayPicture, phone: PhoneState, words: ReturnType<typeof wordsOf>): string {
  if (picture === 'missed') return `Ringdown: ${words.missed.replace('{count}', String(phone.missed))}`
  if (picture === 'offline') return `Ringdown: ${words.offline}`
  if (picture === 'dnd') return `Ringdown: ${words.dnd}`
  return picture === 'idle-host' ? `Ringdown: ${words.hosting}` : 'Ringdown'
}

function menuOf(
  phone: PhoneState,
  words: ReturnType<typeof wordsOf>,
  { open, quit, answer, setAvailability }: TrayActions,
): MenuItemConstructorOptions[] {
  const free = phone.availability === 'free'
  const { callId } = phone
  const given = (answerOf: RingAnswer | 'hang-up') => () => {
    if (callId !== null) answer(callId, answerOf)
  }
  const choices = ['dnd30', 'dnd60', 'dndTomorrow', 'dndOn'] as const
  const ringing: MenuItemConstructorOptions[] = [
    { label: words.accept, click: given('accept') },
    { label: words.decline, click: given('decline') },
    { type: 'separator' },
  ]
  const live: MenuItemConstructorOptions[] = [{ label: words.hangUp, click: given('hang-up') }, { type: 'separator' }]
  return [
    ...(phone.call === 'ringing' ? ringing : phone.call === 'live' ? live : []),
    { label: words.open, click: open },
    { type: 'separator' },
    { label: words.free, type: 'radio', checked: free, click: () => setAvailability('free') },
    {
      label: words.dnd,
      submenu: choices.map((choice) => ({ label: words[choice], click: () => setAvailability(choice) })),
    },
    { type: 'separator' },
    { label: words.quit, click: quit },
  ]
}
