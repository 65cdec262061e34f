import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { installerOf } from '../make.mjs'
import type { BareDebian } from '../support/bare-debian.ts'
import { bareDebian } from '../support/bare-debian.ts'

const ENTRY = '/usr/share/applications/io.github.ringdown.Ringdown.desktop'

/** Without a Fedora here, its scripts run in a Debian, and its needs are compared with what the files are linked to. */
describe('the rpm', () => {
  let place: BareDebian
  let rpm: string
  const at = (path: string) => join(place.root, path)
  const query = (...args: readonly string[]) => execFileSync('rpm', ['-qp', ...args, rpm], { encoding: 'utf8' }).trim()
  // Debian's rpm warns each time that dpkg does not know of it.
  const onPlace = (...args: readonly string[]) =>
    execFileSync('rpm', ['--root', place.root, ...args, '--nodeps'], { stdio: 'ignore' })

  beforeAll(async () => {
    rpm = installerOf('rpm')
    place = await bareDebian()
    onPlace('--install', rpm)
  }, 900_000)
  afterAll(() => place.remove())

  test('I-3: it asks for every library that its files are linked to, by the name that every distribution gives', () => {
    const asked = new Set(query('--requires').split('\n'))
    const folder = at('/opt/Ringdown')
    const files = readdirSync(folder).filter((name) => /^(?:ringdown|chrome-sandbox|.*\.so.*)$/.test(name))
    const linked = files.flatMap((file) => {
      const needs = execFileSync('readelf', ['--dynamic', join(folder, file)], { encoding: 'utf8' })
      return [...needs.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name = '']) => name)
    })
    const own = new Set(readdirSync(folder))
    // Of the C library's own package.
    const ofC = /^(?:ld-linux.*|libm|libdl|libpthread|librt|libgcc_s)\.so/
    const needed = [...new Set(linked)].filter((name) => !own.has(name) && !ofC.test(name))
    expect(needed.length).toBeGreaterThan(20)
    expect(needed.filter((name) => !asked.has(`${name}()(64bit)`))).toEqual([])
    expect(asked).toContain('libX11-xcb.so.1()(64bit)')
  })

  test('I-8: its sandbox belongs to root, and whoever packs it can be written to', () => {
    const helper = statSync(at('/opt/Ringdown/chrome-sandbox'))
    expect({ owner: helper.uid, mode: (helper.mode & 0o7777).toString(8) }).toEqual({ owner: 0, mode: '4755' })
    expect(query('--queryformat', '%{PACKAGER}')).toMatch(/^Ringdown contributors <[^@\s]+@[^@\s]+>$/)
  })

  test('I-6: its entry in the menu is valid', () => {
    expect(execFileSync('desktop-file-validate', [at(ENTRY)], { encoding: 'utf8' })).toBe('')
  })

  test('a newer one in its place leaves its name where it was; removed it leaves nothing', async () => {
    onPlace('--upgrade', '--force', rpm)
    expect((await place.run('readlink', '-f', '/usr/bin/ringdown')).trim()).toBe('/opt/Ringdown/ringdown')
    onPlace('--erase', 'ringdown')
    expect(['/usr/bin/ringdown', '/opt/Ringdown/ringdown', ENTRY].filter((path) => existsSync(at(path)))).toEqual([])
  })
})
