import type * as NodeFs from 'node:fs'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import * as fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'

import { openShellSettings } from '../../../../src-main/settings/shell-settings.ts'

const calls = vi.hoisted(() => ({ watch: (_call: string): unknown => null }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof NodeFs>()
  const watched =
    <Arguments extends readonly unknown[], Result>(name: string, call: (...given: Arguments) => Result) =>
    (...given: Arguments) => {
      calls.watch(name)
      return call(...given)
    }
  return {
    ...real,
    writeSync: watched('write', real.writeSync as (...given: readonly unknown[]) => number),
    fsyncSync: watched('fsync', real.fsyncSync),
    renameSync: watched('rename', real.renameSync),
  }
})

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ringdown-settings-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}
const office = { addresses: ['192.168.5.12'], port: 7443, pin: 'p'.repeat(43), office: 'Studio North' }

test('what was set is there after a restart, readable by its owner only', () => {
  const file = join(folder(), 'settings.json')
  openShellSettings(file).change({ name: 'Ana', office, closeToTray: false })
  expect(openShellSettings(file).get()).toMatchObject({ name: 'Ana', office, closeToTray: false, openAtLogin: false })
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('F-56: one damaged value falls back, the others stay', () => {
  const file = join(folder(), 'settings.json')
  writeFileSync(file, JSON.stringify({ version: 1, name: 'Ana', office, closeToTray: 'maybe', window: { width: 9 } }))
  const settings = openShellSettings(file)
  expect(settings.get()).toMatchObject({ name: 'Ana', office, closeToTray: true, window: { width: 960, height: 640 } })
})

test('F-56: a torn file is replaced by the last good copy, and that is told', () => {
  const file = join(folder(), 'settings.json')
  openShellSettings(file).change({ name: 'Ana', office })
  writeFileSync(file, '{"version":1,"na')
  const settings = openShellSettings(file)
  expect(settings.get()).toMatchObject({ name: 'Ana', office })
  expect(settings.trouble()).toBe('damaged')
})

test('F-56: 1,000 files torn at any place or filled with anything: it starts, and keeps what is valid', () => {
  const file = join(folder(), 'settings.json')
  let kept = 0
  fc.assert(
    fc.property(fc.nat(400), fc.option(fc.uint8Array({ minLength: 1, maxLength: 300 })), (cut, noise) => {
      rmSync(file, { force: true })
      rmSync(`${file}.last`, { force: true })
      openShellSettings(file).change({ name: 'Ana', office })
      const whole = readFileSync(file)
      if (noise) writeFileSync(file, Buffer.from(noise))
      else truncateSync(file, Math.min(cut, whole.length))
      const settings = openShellSettings(file)
      // Noise may by chance be JSON of its own; nothing but that loses the copy.
      const { name, office: joined } = settings.get()
      if (name === 'Ana' && joined?.port === office.port) kept += 1
      settings.change({ closeToTray: false })
      expect(openShellSettings(file).get().closeToTray).toBe(false)
    }),
    { numRuns: 1_000 },
  )
  expect(kept).toBeGreaterThan(990)
})

test('F-74: settings that cannot be written hold until the end, and that is told', () => {
  const path = folder()
  const settings = openShellSettings(join(path, 'settings.json'))
  rmSync(path, { recursive: true })
  settings.change({ closeToTray: false })
  expect(settings.get().closeToTray).toBe(false)
  expect(settings.trouble()).toBe('not-written')
  expect(existsSync(path)).toBe(false)
})

const NULS = Buffer.alloc(300)

test('C-37: after a power cut that leaves zeros in the file and its copy the office is still known, and that is told', () => {
  const file = join(folder(), 'settings.json')
  openShellSettings(file).change({ name: 'Ana', office, closeToTray: false })
  openShellSettings(file).change({ closeToTray: true })
  for (const each of [file, `${file}.last`]) writeFileSync(each, NULS)
  const settings = openShellSettings(file)
  expect(settings.get()).toMatchObject({ name: 'Ana', office })
  expect(settings.trouble()).toBe('damaged')
  expect(readFileSync(`${file}.damaged`)).toEqual(NULS)
})

test('C-37: hosting goes on after such a power cut, too', () => {
  const file = join(folder(), 'settings.json')
  const host = { on: true, name: 'Studio North', port: 7443, localPort: 7480, classic: true }
  openShellSettings(file).change({ name: 'Ana', host })
  for (const each of [file, `${file}.last`]) writeFileSync(each, '')
  expect(openShellSettings(file).get()).toMatchObject({ name: 'Ana', host })
})

test('C-37: the copy is made by the next start, so that one power cut cannot damage both', () => {
  const file = join(folder(), 'settings.json')
  openShellSettings(file).change({ name: 'Ana', closeToTray: false })
  expect(existsSync(`${file}.last`)).toBe(false)
  openShellSettings(file).change({ closeToTray: true })
  expect(JSON.parse(readFileSync(`${file}.last`, 'utf8'))).toMatchObject({ closeToTray: false })
  writeFileSync(file, NULS)
  expect(openShellSettings(file).get()).toMatchObject({ name: 'Ana', closeToTray: false })
  // A damaged file never becomes the copy.
  expect(JSON.parse(readFileSync(`${file}.last`, 'utf8'))).toMatchObject({ closeToTray: false })
})

test('C-37: what is written is brought to the disk before it takes the place of the old file', () => {
  const order: string[] = []
  const file = join(folder(), 'settings.json')
  calls.watch = (call) => order.push(call)
  onTestFinished(() => {
    calls.watch = () => {}
  })
  openShellSettings(file).change({ name: 'Ana' })
  expect(order.slice(0, 3)).toEqual(['write', 'fsync', 'rename'])
})
