import type { ChildProcess } from 'node:child_process'
import { execFileSync, spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { packagedApp } from '../packaging/package.mjs'
import { profileOf } from './app-rig.ts'

/** A home for an app that runs without any rights. */
export async function homeWithoutRights(settings: object): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'ringdown-release-'))
  await mkdir(profileOf(home), { recursive: true })
  await writeFile(join(profileOf(home), 'settings.json'), JSON.stringify(settings))
  const { XAUTHORITY: cookie } = process.env
  if (cookie) await copyFile(cookie, join(home, '.Xauthority'))
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', 'nobody', home])
  return home
}

/** Starts the release build as somebody without rights, so that its sandbox is real. */
export function startRelease(home: string, args: readonly string[] = []): ChildProcess {
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XAUTHORITY: join(home, '.Xauthority') }
  const command = [packagedApp('release'), ...args]
  const dropped = ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', '--', ...command]
  const [program = '', ...rest] = process.getuid?.() === 0 ? dropped : command
  return spawn(program, rest, { env, stdio: ['ignore', 'ignore', 'pipe'] })
}

/** Why the sandbox of the release build cannot work here, or null. */
export function sandboxTrouble(): string | null {
  const asNobody =
    process.getuid?.() === 0 ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', '--'] : []
  const [program = 'unshare', ...rest]: readonly string[] = [...asNobody, 'unshare', '--user', 'true']
  try {
    execFileSync(program, rest, { stdio: 'ignore' })
    return null
  } catch {
    return 'the kernel gives no user namespaces to ordinary users'
  }
}
