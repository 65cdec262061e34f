import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { packagedArchive } from '../../desktop/packaging/package.mjs'
import type { DesktopApp, Start } from '../../desktop/support/app-rig.ts'
import { inOffice, launchApp } from '../../desktop/support/app-rig.ts'
import { electronPath } from '../../run/electron.mjs'
import type { Need } from '../../run/provide.mjs'
import { ROOT } from './child.ts'
import { installListener } from './listener.ts'
import { CannotRun } from './outcome.ts'
import type { Bench } from './program.ts'
import type { Side } from './tone.ts'
import { writeTone } from './tone.ts'

/** What a program with a real desktop app needs, and where it runs: on a display and in a network of its own. */
export const DESKTOP = {
  needs: ['chromium', 'namespaces', 'display', 'electron'] satisfies readonly Need[],
  around: ['unshare', '--net', join(ROOT, 'tests/desktop/inside.sh')],
}

/** What goes into the package, written last by each part of the build. */
const BUILT = ['dist/app/index.cjs', 'dist/phone/index.html', 'dist/icons/icon.png']

const changedAt = (path: string): number => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** Packages the app as the desktop tests do, when the build is younger than the package. */
export async function packageApp(bench: Bench): Promise<void> {
  const packaged = changedAt(packagedArchive('driven'))
  if (BUILT.every((path) => changedAt(join(ROOT, path)) < packaged)) return
  bench.progress('packaging the desktop app')
  const electron = electronPath()
  if (!electron) throw new CannotRun('There is no Electron here: set ELECTRON_PATH to a binary.')
  const script = join(ROOT, 'tests/desktop/packaging/package.mjs')
  const child = spawn(process.execPath, [script, electron], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`packaging the desktop app ended with ${code}`)
}

/** A home that is removed when the program is over. */
export async function homeFolder(bench: Bench): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'ringdown-home-'))
  bench.closeLater(() => rm(home, { recursive: true, force: true }))
  return home
}

/** Somebody's desktop app in the office of an invitation, with the steady tone and the listener. */
export async function openApp(bench: Bench, name: string, invite: string, side: Side = 'callee'): Promise<DesktopApp> {
  const start: Start = async (options = {}) => {
    const app = await launchApp({ ...options, home: await homeFolder(bench) })
    bench.closeLater(() => app.stop())
    return app
  }
  const args = [`--use-file-for-fake-audio-capture=${writeTone(side)}`]
  return inOffice(start, name, invite, { args, script: installListener })
}
