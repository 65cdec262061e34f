// Makes real installers of the release build, without what electron-builder would download for them: what Debian has stands in.
//   node tests/packaging/make.mjs ELECTRON KIND …     kinds: deb, rpm, AppImage
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Arch, Platform } from 'electron-builder'

import { packageInto, productConfig } from '../desktop/packaging/package.mjs'
import { layAppImageTools } from './tools/app-image.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const output = 'dist/package-test/installers'

/** @typedef {'deb' | 'rpm' | 'AppImage'} Kind */

/** The installer of a kind. @param {Kind} kind @returns {string} */
export function installerOf(kind) {
  const folder = join(root, output)
  const name = readdirSync(folder).find((file) => file.endsWith(`.${kind}`))
  if (!name) throw new Error(`no ${kind} was made`)
  return join(folder, name)
}

/** @param {string} electron a binary @param {readonly Kind[]} kinds */
async function make(electron, kinds) {
  process.env.CUSTOM_FPM_PATH = fileURLToPath(new URL('tools/fpm.mjs', import.meta.url))
  const tools = mkdtempSync(join(tmpdir(), 'ringdown-tools-'))
  process.env.APPIMAGE_TOOLS_PATH = layAppImageTools(tools)
  try {
    const product = productConfig(electron, output)
    // Quickly and not tightly packed: it is only unpacked again.
    const config = { ...product, appImage: { ...product.appImage, compression: 'gzip' } }
    await packageInto(output, config, Platform.LINUX.createTarget([...kinds], Arch.x64))
  } finally {
    rmSync(tools, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , electron = '', ...kinds] = process.argv
  await make(electron, /** @type {Kind[]} */ (kinds))
}
