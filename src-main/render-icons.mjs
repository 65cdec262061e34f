// Draws the pictures that Electron and the installers need from the SVG files in icons/: into dist/icons icon.png (512 px) and
// tray/LOOK/STATE.png with its @2x twin, which the app has with it; into dist/installer-icons what packagers ask for.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Resvg } from '@resvg/resvg-js'

import { ICNS_SIZES, icnsOf, icoOf } from './packaging/icon-files.mjs'

const from = fileURLToPath(new URL('icons/', import.meta.url))
const to = fileURLToPath(new URL('../dist/icons/', import.meta.url))
const installers = fileURLToPath(new URL('../dist/installer-icons/', import.meta.url))

/** Windows and macOS take 16 px, Linux panels 22. */
const TRAY = process.platform === 'linux' ? '22' : '16'

/** What a Linux desktop looks for (freedesktop.org, Icon Theme), and an .ico file has, px. */
const LINUX = [16, 22, 24, 32, 48, 64, 128, 256, 512]
const WINDOWS = [16, 20, 24, 32, 40, 48, 64, 128, 256]
/** Up to here the icon has no margin and thicker lines, px. */
const SMALL = 32

/** @param {string} svg @param {number} width px */
const pngOf = (svg, width) =>
  new Resvg(readFileSync(join(from, svg)), { fitTo: { mode: 'width', value: width } }).render().asPng()

/** @param {string} svg @param {number} width px @param {string} png below dist/icons */
const draw = (svg, width, png) => writeFileSync(join(to, png), pngOf(svg, width))

/** The application's icon. @param {number} size px */
const appIcon = (size) => ({ size, png: pngOf(size <= SMALL ? 'app-icon-small.svg' : 'app-icon.svg', size) })

function drawForInstallers() {
  mkdirSync(join(installers, 'linux'), { recursive: true })
  for (const { size, png } of LINUX.map(appIcon)) {
    writeFileSync(join(installers, 'linux', `${size}x${size}.png`), png)
  }
  writeFileSync(join(installers, 'icon.ico'), icoOf(WINDOWS.map(appIcon)))
  // Icons of macOS have the same margin in every size.
  const pictures = ICNS_SIZES.map((size) => ({ size, png: pngOf('app-icon.svg', size) }))
  writeFileSync(join(installers, 'icon.icns'), icnsOf(pictures))
}

/** Draws every picture anew. */
export function renderIcons() {
  mkdirSync(to, { recursive: true })
  for (const look of readdirSync(join(from, 'tray'))) {
    mkdirSync(join(to, 'tray', look), { recursive: true })
    for (const file of readdirSync(join(from, 'tray', look))) {
      const [, state, size] = /^(.+)-(\d+)\.svg$/.exec(file) ?? []
      if (state === undefined || size !== TRAY) continue
      draw(join('tray', look, file), Number(TRAY), join('tray', look, `${state}.png`))
      draw(join('tray', look, file), 2 * Number(TRAY), join('tray', look, `${state}@2x.png`))
    }
  }
  drawForInstallers()
  // Last: its age is that of all of them.
  draw('app-icon.svg', 512, 'icon.png')
}
