// `npm run build`: the phone, the host and the desktop app's shell with its icons. Without `--force` only what is stale.
import { fileURLToPath } from 'node:url'

import { buildStale, HOST_PARTS } from '../src-signaling/build.mjs'
import { renderIcons } from './render-icons.mjs'

/** @type {import('../src-signaling/build.mjs').Part} */
const SHELL = {
  name: 'desktop shell',
  config: 'src-main/vite.config.ts',
  modes: ['production', 'preload'],
  after: renderIcons,
  output: 'dist/icons/icon.png',
  sources: ['src-main', 'src-signaling', 'package-lock.json'],
}

/** @param {{ force: boolean }} options */
export const buildApp = (options) => buildStale([...HOST_PARTS, SHELL], options)

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildApp({ force: process.argv.includes('--force') })
