// `npm run pictures`: the README's pictures, from the screens that the browser and the desktop layer have just drawn.
import { copyFileSync, mkdirSync } from 'node:fs'

/** @type {Readonly<Record<string, string>>} */
const PICTURES = {
  'call.png': 'picture-call.png',
  'ringing.png': 'picture-ringing.png',
  'first-run.png': 'picture-first-run.png',
  'office-found.png': 'picture-office-found.png',
  'settings-office.png': 'picture-settings-office.png',
}
const from = new URL('../../test-results/screens/', import.meta.url)
const to = new URL('../../docs/pictures/', import.meta.url)

mkdirSync(to, { recursive: true })
for (const [name, screen] of Object.entries(PICTURES)) copyFileSync(new URL(screen, from), new URL(name, to))
