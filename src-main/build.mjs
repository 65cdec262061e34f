// `npm run build`: the phone, the host and the desktop app's shell with its icons. Without `--force` only what is stale.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { buildStale, HOST_PARTS } from '../src-signaling/build.mjs'
import { renderIcons } from './render-icons.mjs'

/** @type {import('../src-signaling/build.mjs').Part} */
const SHELL = {
  name: 'desktop shell',
  config: 'src-main/vite.config.ts',
  modes: ['production', 'preload'],
  output: 'dist/app/preload.cjs',
  sources: ['src-main', 'src-signaling', 'package-lock.json'],
}

/** @param {{ force: boolean }} options */
export async function buildApp(options) {
  await buildStale([...HOST_PARTS, SHELL], options)
  const icon = fileURLToPath(new URL('../dist/icons/icon.png', import.meta.url))
  if (options.force || !existsSync(icon)) renderIcons()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildApp({ force: process.argv.includes('--force') })
