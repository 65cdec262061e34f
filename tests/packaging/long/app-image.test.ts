import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { sandboxTrouble } from '../../desktop/support/release-app.ts'
import { installerOf } from '../make.mjs'
import type { BareDebian } from '../support/bare-debian.ts'
import { bareDebian } from '../support/bare-debian.ts'
import type { Display } from '../support/display.ts'
import { openDisplay } from '../support/display.ts'
import { headLength } from '../tools/app-image.mjs'

const noSandbox = sandboxTrouble()
const skipped = noSandbox === null ? '' : ` (skipped: ${noSandbox})`
/** An app begins slowly beside other tests, ms. */
const BEGINS = { timeout: 60_000, interval: 200 }
const RUN = '/opt/image/AppRun'

/** Unpacked, as it is while it runs, on a Debian with the libraries of a desktop: those that the deb asks for. */
describe('the AppImage', () => {
  let debian: BareDebian
  let display: Display

  beforeAll(async () => {
    debian = await bareDebian()
    display = await openDisplay()
    await debian.install(installerOf('deb'))
    const folder = join(debian.root, 'opt', 'image')
    const args = ['-quiet', '-no-progress', '-offset', String(headLength), '-dest', folder, installerOf('AppImage')]
    execFileSync('unsquashfs', args, { stdio: 'ignore' })
    execFileSync('chmod', ['755', folder])
  }, 900_000)
  afterAll(async () => {
    await display.close()
    await debian.remove()
  })

  test('I-1: its entry in the menu is valid, and does not ask for a start without the sandbox', () => {
    const folder = join(debian.root, 'opt', 'image')
    const entries = readdirSync(folder).filter((name) => name.endsWith('.desktop'))
    expect(entries).toEqual(['io.github.ringdown.Ringdown.desktop'])
    const entry = join(folder, entries[0] ?? '')
    expect(execFileSync('desktop-file-validate', [entry], { encoding: 'utf8' })).toBe('')
    expect(execFileSync('grep', ['^Exec=', entry], { encoding: 'utf8' }).trim()).toBe(
      'Exec=AppRun --ozone-platform=x11 %U',
    )
  })

  test(`I-1: it starts with its sandbox where the kernel allows one${skipped}`, async ({ skip }) => {
    if (noSandbox !== null) skip(noSandbox)
    const app = await debian.start([RUN, '--ozone-platform=x11'], display.name, true)
    const shown = () => (app.exitCode === null ? display.titles() : [`ended with ${app.exitCode}`])
    await expect.poll(shown, BEGINS).toContain('Ringdown')
    app.stdin?.end()
    expect(await once(app, 'exit')).toEqual([0, null])
  }, 120_000)

  test(`I-1, C-26: where it does not, it says on the screen and in the terminal what to install instead${skipped}`, async ({
    skip,
  }) => {
    if (noSandbox !== null) skip(noSandbox)
    const inTerminal = await debian.start([RUN], display.name, false)
    let said = ''
    inTerminal.stderr?.on('data', (text: Buffer) => (said += text.toString()))
    expect(await once(inTerminal, 'close')).toEqual([2, null])
    expect(said).toMatch(/Install the \.deb or the \.rpm package instead\./)

    // Started by its icon nobody reads what it writes.
    const byIcon = await debian.start([RUN], display.name, false, 'unread')
    await expect.poll(() => display.titles().filter((title) => title !== ''), BEGINS).not.toEqual([])
    byIcon.kill('SIGKILL')
    await once(byIcon, 'exit')
  }, 180_000)
})
