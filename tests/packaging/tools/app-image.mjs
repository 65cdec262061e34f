// What electron-builder takes to make an AppImage, from Debian. The head that mounts the image is only a line here: tests unpack what is
// behind it, and run that.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const HEAD = '#!/bin/sh\necho "This AppImage was made for tests: there is nothing in it that mounts it."\n'

/** Where the packed files begin, bytes. */
export const headLength = Buffer.byteLength(HEAD)

/** @param {string} folder an empty one @returns {string} it, for APPIMAGE_TOOLS_PATH */
export function layAppImageTools(folder) {
  for (const part of ['runtimes', 'lib/x64']) mkdirSync(join(folder, part), { recursive: true })
  for (const tool of ['mksquashfs', 'desktop-file-validate']) symlinkSync(`/usr/bin/${tool}`, join(folder, tool))
  writeFileSync(join(folder, 'runtimes', 'runtime-x64'), HEAD)
  return folder
}
