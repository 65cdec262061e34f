// What a layer needs from the machine: looked for, installed where that is allowed, otherwise named.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** @typedef {'chromium' | 'fonts' | 'namespaces'} Need */

const isRoot = process.getuid?.() === 0
const hasApt = existsSync('/usr/bin/apt-get')

/** @param {string} command @param {readonly string[]} args */
const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Fonts for Chinese, so that screenshots show characters and not boxes. */
const hasHanFonts = () => spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.trim() !== ''

function hasNamespaces() {
  const name = `ringdown-probe-${process.pid}`
  if (!isRoot || !works('ip', ['netns', 'add', name])) return false
  return works('ip', ['netns', 'delete', name]) && works('nft', ['--version'])
}

/** @type {Readonly<Record<Need, { packages: readonly string[], there: () => boolean, missing: string }>>} */
const NEEDS = {
  chromium: {
    packages: ['chromium'],
    there: () => existsSync(process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'),
    missing: 'Chromium is not installed (Debian: apt-get install chromium, or set CHROMIUM_PATH).',
  },
  fonts: {
    packages: ['fontconfig', 'fonts-noto-cjk', 'fonts-noto-core'],
    there: hasHanFonts,
    missing: 'No font for Chinese is installed (Debian: apt-get install fonts-noto-cjk).',
  },
  namespaces: {
    packages: ['iproute2', 'nftables'],
    there: hasNamespaces,
    missing: 'Network namespaces need root, iproute2 and nftables.',
  },
}

let updated = false

/** Installs what is missing, as root on Debian. @param {Need} need */
export function provide(need) {
  const { there, packages } = NEEDS[need]
  if (there() || !isRoot || !hasApt) return
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  if (!updated) spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env: environment })
  updated = true
  process.stdout.write(`Installing ${packages.join(', ')} …\n`)
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment })
}

/** A sentence when the need is not met. @param {Need} need @returns {string | null} */
export const missingFor = (need) => (NEEDS[need].there() ? null : NEEDS[need].missing)
