// `npm run pictures`: the README's pictures, from the screens that the browser and the desktop layer have just drawn.
import { copyFileSync, mkdirSync } from 'node:fs'

/** @type {Readonly<Record<string, string>>} */
const PICTURES = {
  'call.png': 'call-audio.960.light.en-GB.png',
  'ringing.png': 'ringing.960.light.en-GB.png',
  'first-run.png': 'desktop-first-run.960.light.en.png',
  'office-found.png': 'desktop-office-found.960.light.en.png',
  'settings-office.png': 'desktop-settings-office.960.light.en.png',
}
const from = new URL('../../test-results/screens/', import.meta.url)
const to = new URL('../../docs/pictures/', import.meta.url)

mkdirSync(to, { recursive: true })
for (const [name, screen] of Object.entries(PICTURES)) copyFileSync(new URL(screen, from), new URL(name, to))
