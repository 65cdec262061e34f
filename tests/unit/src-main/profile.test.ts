import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { profileFolder, profileName } from '../../../src-main/profile.ts'

test('the profile is named in the arguments, in either spelling, and is the first one without', () => {
  expect(profileName(['ringdown'])).toBe('default')
  expect(profileName(['ringdown', '--profile', 'second'])).toBe('second')
  expect(profileName(['ringdown', '--profile=reception-1'])).toBe('reception-1')
})

test.each([['../other'], ['a b'], [''], ['x'.repeat(33)]])('a name that is none is said: %j', (name) => {
  expect(() => profileName(['ringdown', `--profile=${name}`])).toThrow(/--profile needs a name/)
})

test('--profile without a name is said', () => {
  expect(() => profileName(['ringdown', '--profile'])).toThrow(/--profile needs a name/)
})

test('E-15: the folder of a profile belongs to this user only', () => {
  const base = mkdtempSync(join(tmpdir(), 'ringdown-profile-'))
  onTestFinished(() => rmSync(base, { recursive: true, force: true }))
  expect(statSync(profileFolder(base, 'second')).mode & 0o777).toBe(0o700)
})
