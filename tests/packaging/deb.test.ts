import type { ChildProcess } from 'node:child_process'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { sandboxTrouble } from '../desktop/support/release-app.ts'
import { installerOf } from './make.mjs'
import type { BareDebian } from './support/bare-debian.ts'
import { bareDebian } from './support/bare-debian.ts'
import type { Display } from './support/display.ts'
import { openDisplay } from './support/display.ts'

const ENTRY = '/usr/share/applications/io.github.ringdown.Ringdown.desktop'
const SIZES = [16, 22, 24, 32, 48, 64, 128, 256, 512]
/** An app begins slowly beside other tests, ms. */
const BEGINS = { timeout: 60_000, interval: 200 }
const noSandbox = sandboxTrouble()
const skipped = noSandbox === null ? '' : ` (skipped: ${noSandbox})`

let debian: BareDebian
let display: Display
const deb = installerOf('deb')
const at = (path: string) => join(debian.root, path)

beforeAll(async () => {
  debian = await bareDebian()
  display = await openDisplay()
  await debian.install(deb)
}, 900_000)

afterAll(async () => {
  await display.close()
  await debian.remove()
})

/** Waits until its window is there, lets it go, and says how it went. */
async function startAndQuit(app: ChildProcess): Promise<{ readonly code: number | null; readonly said: string }> {
  let said = ''
  app.stderr?.on('data', (text: Buffer) => (said += text.toString()))
  const ended = once(app, 'exit')
  const shown = () => (app.exitCode === null ? display.titles() : [`ended with ${app.exitCode}: ${said}`])
  await expect.poll(shown, BEGINS).toContain('Ringdown')
  app.stdin?.end()
  const [code] = (await ended) as [number | null]
  return { code, said }
}

test('I-3: on a bare Debian it brings every library that its files are linked to', async () => {
  const files = readdirSync(at('/opt/Ringdown')).filter((name) =>
    /^(?:ringdown|chrome-sandbox|chrome_crashpad_handler|.*\.so.*)$/.test(name),
  )
  expect(files.length).toBeGreaterThan(6)
  for (const file of files) {
    const linked = await debian.run('ldd', `/opt/Ringdown/${file}`)
    expect(linked, file).toContain('libc.so.6')
    expect(linked, file).not.toContain('not found')
  }
})

test(`I-3: there it starts for an ordinary user, shows its window, and quits${skipped}`, async ({ skip }) => {
  if (noSandbox !== null) skip(noSandbox)
  const some = await debian.start(['unshare', '--user', 'true'], display.name, true)
  expect(await once(some, 'exit')).toEqual([0, null])
  const app = await debian.start(['ringdown', '--ozone-platform=x11'], display.name, true)
  expect(await startAndQuit(app)).toMatchObject({ code: 0 })
}, 120_000)

test(`I-8: it starts, behind its sandbox, also where people may not make user namespaces${skipped}`, async ({
  skip,
}) => {
  if (noSandbox !== null) skip(noSandbox)
  const helper = statSync(at('/opt/Ringdown/chrome-sandbox'))
  expect({ owner: helper.uid, mode: (helper.mode & 0o7777).toString(8) }).toEqual({ owner: 0, mode: '4755' })
  const none = await debian.start(['unshare', '--user', 'true'], display.name, false)
  expect(await once(none, 'exit')).not.toEqual([0, null])
  const app = await debian.start(['ringdown', '--ozone-platform=x11'], display.name, false)
  expect(await startAndQuit(app)).toMatchObject({ code: 0 })
}, 120_000)

test('I-9: its folder has files of Electron and of Ringdown, and nothing of where the runtime came from', () => {
  const names = readdirSync(at('/opt/Ringdown'), { recursive: true }).map(String)
  expect(names).toContain('resources/app.asar')
  const known =
    /^(?:ringdown|chrome[-_].*|lib[A-Za-z_\d]+\.so(?:\.\d)?|.*\.pak|.*\.bin|icudtl\.dat|vk_swiftshader_icd\.json|LICENSE.*|version)$/
  expect(names.filter((name) => !/^(?:locales|resources)\b/.test(name) && !known.test(name))).toEqual([])
  expect(readdirSync(at('/opt/Ringdown/resources')).sort()).toEqual(['app.asar', 'apparmor-profile'])
})

test('I-8: whoever packs it can be written to', async () => {
  const maintainer = await debian.run('dpkg-query', '--show', '--showformat=${Maintainer}', 'ringdown')
  expect(maintainer).toMatch(/^Ringdown contributors <[^@\s]+@[^@\s]+>$/)
})

test('I-6, I-11, I-16: its entry in the menu is valid, carries the name of its windows, and starts it on X11', () => {
  expect(execFileSync('desktop-file-validate', [at(ENTRY)], { encoding: 'utf8' })).toBe('')
  const lines = readFileSync(at(ENTRY), 'utf8').split('\n')
  expect(lines).toContain('Categories=Network;Telephony;')
  expect(lines).toContain('StartupWMClass=io.github.ringdown.Ringdown')
  expect(lines).toContain('Exec=/opt/Ringdown/ringdown --ozone-platform=x11 %U')
})

test('I-7: its icon is there in every size that desktops look for', () => {
  for (const size of SIZES) {
    const picture = readFileSync(at(`/usr/share/icons/hicolor/${size}x${size}/apps/ringdown.png`))
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([size, size])
  }
})

test('links of invitations open it', async () => {
  // What a desktop has: it reads the entries again whenever one comes or goes.
  await debian.install('desktop-file-utils')
  const handler = await debian.run('xdg-mime', 'query', 'default', 'x-scheme-handler/ringdown')
  expect(handler.trim()).toBe('io.github.ringdown.Ringdown.desktop')
}, 120_000)

test('installed once more it can still be called by its name; removed it leaves nothing', async () => {
  await debian.run('apt-get', 'install', '-y', '-qq', '--reinstall', `/tmp/${deb.split('/').at(-1)}`)
  expect((await debian.run('readlink', '-f', '/usr/bin/ringdown')).trim()).toBe('/opt/Ringdown/ringdown')
  await debian.run('apt-get', 'remove', '-y', '-qq', 'ringdown')
  const left = ['/opt/Ringdown', '/usr/bin/ringdown', '/etc/alternatives/ringdown', '/etc/apparmor.d/ringdown', ENTRY]
  expect(left.filter((path) => existsSync(at(path)))).toEqual([])
}, 120_000)
