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
  answer(answer: RingAnswer | 'hang-up'): void
}

export interface TrayIcon {
  show(picture: TrayPicture, phone: PhoneState, words: ReturnType<typeof wordsOf>): void
  close(): void
}

/** The icon in the tray: the state at a glance, and what is needed while the window is away. */
export function createTray(icons: string, actions: TrayActions): TrayIcon {
  const pictureOf = (picture: TrayPicture) => {
    const template = process.platform === 'darwin'
    const look = template ? 'template' : nativeTheme.shouldUseDarkColors ? 'on-dark' : 'on-light'
    const image = nativeImage.createFromPath(join(icons, 'tray', look, `${picture}.png`))
    if (template) image.setTemplateImage(true)
    return image
  }
  const tray = new Tray(pictureOf('offline'))
  tray.on('click', actions.open)
  let blinking: NodeJS.Timeout | null = null
  let shown = ''

  function stopBlinking(): void {
    if (blinking) clearInterval(blinking)
    blinking = null
  }

  function draw(picture: TrayPicture): void {
    stopBlinking()
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
      tray.destroy()
    },
  }
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
  const choices = ['dnd30', 'dnd60', 'dndTomorrow', 'dndOn'] as const
  const ringing: MenuItemConstructorOptions[] = [
    { label: words.accept, click: () => answer('accept') },
    { label: words.decline, click: () => answer('decline') },
    { type: 'separator' },
  ]
  const live: MenuItemConstructorOptions[] = [
    { label: words.hangUp, click: () => answer('hang-up') },
    { type: 'separator' },
  ]
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
