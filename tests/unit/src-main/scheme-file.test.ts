import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { fileOf } from '../../../src-main/scheme-file.ts'

function bundle(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ringdown-scheme-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const root = join(folder, 'phone')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), 'phone')
  writeFileSync(join(root, 'assets', 'a.js'), 'code')
  writeFileSync(join(folder, 'secret.txt'), 'not for pages')
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'))
  return root
}

test('E-03: the phone’s pages are found under their one host', async () => {
  const root = bundle()
  await expect(fileOf(root, 'ringdown-app://phone/')).resolves.toBe(join(root, 'index.html'))
  await expect(fileOf(root, 'ringdown-app://phone/assets/a.js?x=1#y')).resolves.toBe(join(root, 'assets', 'a.js'))
})

test.each([
  'ringdown-app://phone/../secret.txt',
  'ringdown-app://phone/%2e%2e/secret.txt',
  'ringdown-app://phone/%2e%2e%2fsecret.txt',
  'ringdown-app://phone/..\\secret.txt',
  'ringdown-app://phone/link.txt',
  'ringdown-app://phone/assets',
  'ringdown-app://phone/missing.js',
  'ringdown-app://phone/a%00.js',
  'ringdown-app://phone/%',
  'ringdown-app://other/index.html',
  'ringdown-app://phone.evil/index.html',
  'ringdown-app://phone:80/index.html',
  'file:///etc/passwd',
  'https://phone/index.html',
  'nonsense',
])('E-03: nothing else of the scheme, and nothing beside the bundle, is served: %s', async (address) => {
  const file = await fileOf(bundle(), address)
  // A folder resolves, but cannot be read as a page.
  expect(file === null || file.endsWith('/assets')).toBe(true)
})
