import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** A bus that does not answer within this is not there, ms. */
const PATIENCE = 1_000

/** Who shows tray icons on Linux (freedesktop.org, StatusNotifierItem). */
const WATCHER = 'org.kde.StatusNotifierWatcher'

const QUESTION = ['org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus'] as const
/** Programs that can ask the bus; a desktop has one of them at least. */
const CALLS: readonly (readonly [string, ...string[]])[] = [
  ['busctl', '--user', 'call', ...QUESTION, 'NameHasOwner', 's', WATCHER],
  [
    'gdbus',
    'call',
    '--session',
    '--dest',
    QUESTION[0],
    '--object-path',
    QUESTION[1],
    '--method',
    `${QUESTION[2]}.NameHasOwner`,
    WATCHER,
  ],
  [
    'dbus-send',
    '--session',
    '--print-reply=literal',
    `--dest=${QUESTION[0]}`,
    QUESTION[1],
    `${QUESTION[2]}.NameHasOwner`,
    `string:${WATCHER}`,
  ],
]

type Run = (program: string, args: readonly string[]) => Promise<string>

const runProgram: Run = (program, args) =>
  new Promise((resolve, reject) => {
    execFile(program, [...args], { timeout: PATIENCE }, (error, stdout) => {
      if (error) reject(error)
      else resolve(stdout)
    })
  })

/**
 * Whether this desktop shows tray icons. Only Linux has desktops that show none (GNOME without an extension): there the watcher of tray
 * icons is looked for on the session's bus, and when nobody can tell, there is no tray. A desktop without any bus has the older kind.
 */
export async function hasTray(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  run: Run = runProgram,
): Promise<boolean> {
  if (platform !== 'linux' || !hasBus(environment)) return true
  for (const [program, ...args] of CALLS) {
    try {
      return /\btrue\b/.test(await run(program, args))
    } catch {
      // Not installed, or it found no bus: another one may.
    }
  }
  return false
}

/** Where a bus is when no variable says it (systemd). */
function hasBus(environment: Readonly<Record<string, string | undefined>>): boolean {
  if (environment['DBUS_SESSION_BUS_ADDRESS']) return true
  const folder = environment['XDG_RUNTIME_DIR']
  return folder !== undefined && existsSync(join(folder, 'bus'))
}
