import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/*
 * A process id is given again, after a restart of the machine even to a program that starts at the same place. With the moment at which its
 * process began it names one process for ever.
 */

/** When a process began: on Linux the boot and its ticks since, elsewhere wall-clock ms. */
export type ProcessStart = string

/** What is known of a process id: nobody has it, its process began then, or the system does not say when. */
export type Found = { readonly status: 'none' } | { readonly status: 'runs'; readonly start: ProcessStart | null }

/** Node and the system do not read the clock at the same instant, ms. */
const TOLERANCE = 5_000
/** A system that does not answer within this is not waited for, ms. */
const PATIENCE = 10_000

/** The present process; null where the system does not say. */
export async function ownStart(): Promise<ProcessStart | null> {
  return process.platform === 'linux' ? await linuxStart(process.pid) : String(Math.round(performance.timeOrigin))
}

export async function findProcess(pid: number): Promise<Found> {
  if (!isRunning(pid)) return { status: 'none' }
  if (process.platform === 'linux') return { status: 'runs', start: await linuxStart(pid) }
  const text = await ask(process.platform === 'win32' ? windowsQuestion(pid) : unixQuestion(pid))
  return { status: 'runs', start: startFromText(text, process.platform) }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function linuxStart(pid: number): Promise<ProcessStart | null> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ])
    return startFromStat(boot, stat)
  } catch {
    return null
  }
}

/** Reads `/proc/PID/stat`, proc(5): `starttime` is field 22; the second is a name that may hold spaces and brackets. Pure. */
export function startFromStat(boot: string, stat: string): ProcessStart | null {
  const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  return ticks && /^\d+$/.test(ticks) ? `${boot.trim()}/${ticks}` : null
}

type Question = readonly [program: string, args: readonly string[]]
const unixQuestion = (pid: number): Question => ['ps', ['-o', 'lstart=', '-p', String(pid)]]
const windowsQuestion = (pid: number): Question => [
  'powershell.exe',
  ['-NoProfile', '-NonInteractive', '-Command', `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('o')`],
]

/** What `ps -o lstart=` says in UTC, or .NET's round-trip form. Pure. @returns null when it is neither */
export function startFromText(text: string, platform: NodeJS.Platform): ProcessStart | null {
  const line = text.trim()
  const at = Date.parse(platform === 'win32' || line === '' ? line : `${line} UTC`)
  return Number.isNaN(at) ? null : String(at)
}

async function ask([program, args]: Question): Promise<string> {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
    const { stdout } = await promisify(execFile)(program, [...args], { env, timeout: PATIENCE, windowsHide: true })
    return stdout
  } catch {
    return ''
  }
}

/** Two readings of one process. Pure. */
export function isSameStart(a: ProcessStart, b: ProcessStart): boolean {
  const [first, second] = [Number(a), Number(b)]
  if (Number.isNaN(first) || Number.isNaN(second)) return a === b
  return Math.abs(first - second) <= TOLERANCE
}
