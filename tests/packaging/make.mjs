// Makes real installers of the release build, without what electron-builder would download for them: what Debian has stands in.
//   node tests/packaging/make.mjs ELECTRON KIND …     kinds: deb, rpm, AppImage
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Arch, Platform } from 'electron-builder'

import { packageInto, productConfig } from '../desktop/packaging/package.mjs'
import { appImageTools } from './tools/app-image.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const output = 'dist/package-test/installers'

/** @typedef {'deb' | 'rpm' | 'AppImage'} Kind */

/** The newest installer of a kind. @param {Kind | 'exe'} kind @returns {string} */
export function installerOf(kind) {
  const folder = join(root, output)
  const name = readdirSync(folder).find((file) => file.endsWith(`.${kind}`))
  if (!name) throw new Error(`no ${kind} was made`)
  return join(folder, name)
}

/** @param {string} electron a binary @param {readonly Kind[]} kinds */
async function make(electron, kinds) {
  process.env.CUSTOM_FPM_PATH = fileURLToPath(new URL('tools/fpm.mjs', import.meta.url))
  const appImage = kinds.includes('AppImage') ? await appImageTools() : null
  if (appImage) process.env.APPIMAGE_TOOLS_PATH = appImage.folder
  const product = productConfig(electron, output)
  const config = { ...product, appImage: { ...product.appImage, ...appImage?.options } }
  await packageInto(output, config, Platform.LINUX.createTarget([...kinds], Arch.x64))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , electron = '', ...kinds] = process.argv
  await make(electron, /** @type {Kind[]} */ (kinds))
}
