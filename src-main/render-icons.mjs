// Draws the pictures that Electron and the installers need from the SVG files in icons/, into dist/icons:
// icon.png (512 px) and tray/LOOK/STATE.png with its @2x twin.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Resvg } from '@resvg/resvg-js'

const from = fileURLToPath(new URL('icons/', import.meta.url))
const to = fileURLToPath(new URL('../dist/icons/', import.meta.url))

/** Windows and macOS take 16 px, Linux panels 22. */
const TRAY = process.platform === 'linux' ? '22' : '16'

/** @param {string} svg @param {number} width px @param {string} png */
function draw(svg, width, png) {
  const picture = new Resvg(readFileSync(join(from, svg)), { fitTo: { mode: 'width', value: width } })
  writeFileSync(join(to, png), picture.render().asPng())
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
  // Last: its age is that of all of them.
  draw('app-icon.svg', 512, 'icon.png')
}
