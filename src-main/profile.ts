import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** A profile is one person on this machine: its own settings, keys and lock. `--profile NAME` picks another than the first. */
const NAME = /^[A-Za-z0-9_-]{1,32}$/

/** The profile's name in the arguments; `default` without one. @throws Error with a sentence when the name cannot be one */
export function profileName(argv: readonly string[]): string {
  const at = argv.findIndex((argument) => argument === '--profile' || argument.startsWith('--profile='))
  if (at < 0) return 'default'
  const name = argv[at]?.includes('=') ? argv[at].slice('--profile='.length) : argv[at + 1]
  if (name === undefined || !NAME.test(name)) {
    throw new Error('--profile needs a name of letters, digits, - and _, at most 32.')
  }
  return name
}

/** The profile's folder, made for this user only (E-15). */
export function profileFolder(base: string, name: string): string {
  const folder = join(base, 'profiles', name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  return folder
}
