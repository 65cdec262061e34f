import type { ChildProcess } from 'node:child_process'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, readlinkSync, renameSync, writeFileSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { cache } from '../../run/electron.mjs'

const run = promisify(execFile)
const inDebian = fileURLToPath(new URL('in-debian.sh', import.meta.url))
/** Installing downloads up to 100 MB, ms. */
const PATIENCE = 600_000

/** A Debian with nothing but its base, in a folder. */
export interface BareDebian {
  readonly root: string
  /** Runs a command as its root. @returns what it printed @throws when it fails, with what it said */
  run(...command: readonly string[]): Promise<string>
  /** Installs with apt: names, or package files from outside. */
  install(...packages: readonly string[]): Promise<void>
  /**
   * Starts a command as its user, on a display outside; the end of its input asks the command to end.
   * @param userNamespaces whether the user may make some; without them only a helper of root can fence processes
   * @param errors whether somebody reads what it says to stderr
   */
  start(
    command: readonly string[],
    display: string,
    userNamespaces: boolean,
    errors?: 'read' | 'unread',
  ): Promise<ChildProcess>
  /** Ends what still runs in it, and removes it. */
  remove(): Promise<void>
}

/** The base of this machine's own release, packed; made once and kept. @returns a tar file */
async function packedBase(): Promise<string> {
  const suite = /^VERSION_CODENAME=(.+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  if (!suite) throw new Error('this system does not say which release it is')
  const packed = join(cache, `debian-${suite}.tar`)
  if (existsSync(packed)) return packed
  mkdirSync(cache, { recursive: true })
  const folder = await mkdtemp(join(cache, 'debian-'))
  try {
    await run('debootstrap', ['--variant=minbase', suite, join(folder, 'root')], { timeout: PATIENCE })
    await run('tar', ['cf', join(folder, 'base.tar'), '-C', join(folder, 'root'), '.'])
    renameSync(join(folder, 'base.tar'), packed)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return packed
}

/** Whoever has all numbers of people, but whose namespaces have limits of their own. @returns a process that holds it */
async function userNamespace(): Promise<ChildProcess> {
  const holder = spawn('unshare', ['--user', 'sh', '-c', 'echo ready; read _'], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(holder.stdout, 'data')
  if (readlinkSync(`/proc/${holder.pid}/ns/user`) === readlinkSync('/proc/self/ns/user'))
    throw new Error('no namespace')
  for (const map of ['uid_map', 'gid_map']) writeFileSync(`/proc/${holder.pid}/${map}`, '0 0 65536')
  return holder
}

/** Unpacks a fresh one, with a user `ana`. */
export async function bareDebian(): Promise<BareDebian> {
  const packed = await packedBase()
  const root = await mkdtemp(join(tmpdir(), 'ringdown-debian-'))
  await run('chmod', ['755', root])
  await run('tar', ['xf', packed, '-C', root])
  await copyFile('/etc/resolv.conf', join(root, 'etc', 'resolv.conf'))
  const started: ChildProcess[] = []

  const inside = async (...command: readonly string[]): Promise<string> => {
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' }
    const { stdout } = await run('chroot', [root, ...command], { env, timeout: PATIENCE, maxBuffer: 64 * 1024 * 1024 })
    return stdout
  }
  await inside('useradd', '--create-home', 'ana')

  return {
    root,
    run: inside,
    async install(...packages) {
      const names: string[] = []
      for (const name of packages) {
        if (name.startsWith('/')) await copyFile(name, join(root, 'tmp', basename(name)))
        names.push(name.startsWith('/') ? `/tmp/${basename(name)}` : name)
      }
      await inside('apt-get', 'update', '-qq')
      await inside('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...names)
    },
    async start(command, display, userNamespaces, errors = 'read') {
      const fences = ['--mount', '--net', '--pid', '--fork', '--kill-child', inDebian, root, display]
      const args = ['unshare', ...fences, userNamespaces ? 'some' : '0', ...command]
      const holder = userNamespaces ? null : await userNamespace()
      if (holder) args.unshift('nsenter', '--user', '--target', String(holder.pid))
      const [program = '', ...rest] = args
      const child = spawn(program, rest, { stdio: ['pipe', 'ignore', errors === 'read' ? 'pipe' : 'ignore'] })
      child.once('exit', () => holder?.stdin?.end())
      started.push(child)
      return child
    },
    async remove() {
      for (const child of started) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
      await rm(root, { recursive: true, force: true })
    },
  }
}
