// What a layer needs from the machine: looked for, installed where that is allowed, otherwise named.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { electronPath } from './electron.mjs'

/** @typedef {'chromium' | 'fonts' | 'namespaces' | 'rig' | 'display' | 'electron' | 'installers' | 'more-installers'} Need */

const isRoot = process.getuid?.() === 0
const hasApt = existsSync('/usr/bin/apt-get')

/** @param {string} command @param {readonly string[]} args */
const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** @param {string} command */
const isInstalled = (command) => works('which', [command])

/** Fonts for Chinese, so that screenshots show characters and not boxes. */
const hasHanFonts = () => spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.trim() !== ''

function hasNamespaces() {
  const name = `ringdown-probe-${process.pid}`
  if (!isRoot || !works('ip', ['netns', 'add', name])) return false
  return works('ip', ['netns', 'delete', name]) && works('nft', ['--version'])
}

/** What Electron links to, and what unpacks one (Debian). */
const ELECTRON_PACKAGES = 'libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libnotify4 unzip'.split(' ')

function electronRuns() {
  const path = electronPath()
  const asNode = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  return path !== null && spawnSync(path, ['-p', '1'], { stdio: 'ignore', env: asNode }).status === 0
}

/** @type {Readonly<Record<Need, { packages: readonly string[], there: () => boolean, missing: string, fetch?: () => void }>>} */
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
  rig: {
    packages: ['coturn', 'ethtool', 'python3'],
    there: () => ['turnserver', 'ethtool', 'python3'].every(isInstalled),
    // Debian's package starts a relay of its own where systemd runs; the tests start theirs in a namespace.
    fetch: () => void works('systemctl', ['disable', '--now', 'coturn']),
    missing: 'Relays and delays need coturn, ethtool and python3.',
  },
  display: {
    packages: ['xvfb', 'xauth', 'openbox', 'xdotool', 'x11-utils', 'dbus', 'weston'],
    there: () => ['xvfb-run', 'xauth', 'openbox', 'xdotool', 'xwininfo', 'dbus-daemon', 'weston'].every(isInstalled),
    missing: 'A display for tests needs xvfb, xauth, openbox, xdotool, x11-utils, dbus and weston.',
  },
  electron: {
    packages: ELECTRON_PACKAGES,
    there: electronRuns,
    fetch: () =>
      void spawnSync('node', [fileURLToPath(new URL('electron.mjs', import.meta.url))], { stdio: 'inherit' }),
    missing: 'There is no Electron here: set ELECTRON_PATH to a binary, and install what it needs (CONTRIBUTING.md).',
  },
  installers: {
    packages: ['debootstrap', 'desktop-file-utils', 'nsis'],
    there: () => isRoot && ['debootstrap', 'dpkg-deb', 'desktop-file-validate', 'makensis'].every(isInstalled),
    missing: 'Installers for tests need root, and debootstrap, desktop-file-utils and nsis.',
  },
  'more-installers': {
    packages: ['rpm', 'squashfs-tools', 'python3', 'python3-pip'],
    there: () => ['rpmbuild', 'mksquashfs', 'pip3'].every(isInstalled),
    missing: 'More installers for tests need rpm, squashfs-tools and python3-pip.',
  },
}

let updated = false

/** Installs what is missing, as root on Debian. @param {Need} need */
export function provide(need) {
  const { there, packages, fetch } = NEEDS[need]
  if (there()) return
  if (isRoot && hasApt && !works('dpkg', ['-s', ...packages])) install(packages)
  fetch?.()
}

/** @param {readonly string[]} packages */
function install(packages) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  if (!updated) spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env: environment })
  updated = true
  process.stdout.write(`Installing ${packages.join(', ')} …\n`)
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: environment })
}

/** A sentence when the need is not met. @param {Need} need @returns {string | null} */
export const missingFor = (need) => (NEEDS[need].there() ? null : NEEDS[need].missing)
