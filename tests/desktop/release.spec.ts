import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'

import { extractFile, listPackage } from '@electron/asar'
import { getCurrentFuseWire } from '@electron/fuses'
import { parse } from 'yaml'

import { packagedApp, packagedArchive } from './packaging/package.mjs'
import { wrongFuses } from './support/fuses.ts'
import { expect, test } from './support/office-rig.ts'
import { homeWithoutRights, sandboxTrouble, startRelease } from './support/release-app.ts'
import { RING, visibleWindows } from './support/windows.ts'

const CONFIGURATION = parse(readFileSync(new URL('../../electron-builder.yml', import.meta.url), 'utf8')) as {
  readonly electronFuses: Readonly<Record<string, boolean>>
}
const REFUSED = JSON.parse(
  readFileSync(new URL('../../src-main/refused-switches.json', import.meta.url), 'utf8'),
) as readonly string[]
const noSandbox = sandboxTrouble()
/** For the names of what needs one. */
const skipped = noSandbox === null ? '' : ` (skipped: ${noSandbox})`

test('E-11, I-17: every fuse of the release build is as electron-builder.yml says, and there is none that it says nothing about', async () => {
  const wire = await getCurrentFuseWire(packagedApp('release'))
  expect(wire).toHaveProperty('7')
  expect(wrongFuses(wire, CONFIGURATION.electronFuses)).toEqual([])
})

test('the build that tests drive differs from the release build in the list of refused switches only', () => {
  const files = (kind: 'driven' | 'release') => listPackage(packagedArchive(kind), { isPack: false }).sort()
  expect(files('driven')).toEqual(files('release'))
  const differing = files('release').filter((file) => {
    const bytes = (kind: 'driven' | 'release') => {
      try {
        return extractFile(packagedArchive(kind), file.slice(1)).toString('base64')
      } catch {
        return 'a folder'
      }
    }
    return bytes('driven') !== bytes('release')
  })
  expect(differing).toEqual(['/dist/app/refused-switches.json'])
})

test(`E-12: the release build refuses each switch for debuggers, a missing sandbox or a weaker fence${skipped}`, async () => {
  test.skip(noSandbox !== null, noSandbox ?? '')
  expect(REFUSED.length).toBeGreaterThan(20)
  const home = await homeWithoutRights({})
  for (const name of REFUSED) {
    const app = startRelease(home, [`--${name}=1`])
    let said = ''
    app.stderr?.on('data', (text: Buffer) => (said += text.toString()))
    const [code] = (await once(app, 'close')) as [number | null]
    expect(code, `--${name} ends the app`).not.toBe(0)
    // Some never get as far as our own code: Chromium itself ends with them.
    if (code === 2) expect(said).toContain(`Ringdown does not start with --${name}.`)
  }
  await rm(home, { recursive: true, force: true })
})

test(`the release build runs without rights, comes into the office, rings, and leaves no process behind${skipped}`, async ({
  host,
  visitor,
}) => {
  test.skip(noSandbox !== null, noSandbox ?? '')
  const { pin, ports } = host.server
  const office = { addresses: ['127.0.0.1'], port: ports.lan, pin, office: 'Studio North' }
  const home = await homeWithoutRights({ version: 1, name: 'Ben Okafor', office })
  const app = startRelease(home)
  const ana = await visitor('Ana Petrović')
  await ana.call('Ben Okafor')
  await ana.sees('Ringing…')
  await expect.poll(() => visibleWindows(RING).length).toBe(1)
  await ana.hangUp()
  await expect.poll(() => visibleWindows(RING).length).toBe(0)

  const ended = once(app, 'close')
  app.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  const left = () => {
    try {
      return execFileSync('pgrep', ['-f', packagedApp('release')], { encoding: 'utf8' })
    } catch {
      return ''
    }
  }
  await expect.poll(left).toBe('')
  await rm(home, { recursive: true, force: true })
})
