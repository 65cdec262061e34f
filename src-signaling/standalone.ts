import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import type { HostOptions } from './host-options.ts'
import { USAGE, hostOptions } from './host-options.ts'
import type { RunningServer } from './server/create-server.ts'
import { createServer } from './server/create-server.ts'
import { fingerprintWords } from './server/fingerprint-words.ts'
import type { LanSources } from './server/lan/watch-lan.ts'
import { EXIT_CODES, HostError } from './server/host-error.ts'
import { exportOffice, importOffice } from './server/office-transfer.ts'

/** Where a host speaks and listens, apart from its doors. */
export interface Surroundings {
  readonly webRoot: string
  readonly environment: NodeJS.ProcessEnv
  out(line: string): void
  err(line: string): void
  /** Where the addresses of this machine are read; the system's own without it. */
  readonly sources?: LanSources
}

/** A host that was started from the command line, or the code to exit with after its words were printed. */
export type Started =
  | { readonly status: 'running'; readonly server: RunningServer }
  | { readonly status: 'over'; readonly exitCode: number }

/**
 * `npm run host`: reads the command line, starts the host and says where it is.
 * Exit codes: 0 ended by a signal, 2 wrong flag, 3 port in use, 4 data folder, 5 data folder in use, 6 certificate, 7 export or import, 1 anything else.
 */
export async function startHost(argv: readonly string[], surroundings: Surroundings): Promise<Started> {
  const { out, err, webRoot, environment, sources } = surroundings
  const lan = sources ? { lan: sources } : {}
  if (argv.includes('--help') || argv.includes('-h')) {
    out(USAGE)
    return { status: 'over', exitCode: 0 }
  }
  try {
    const options = hostOptions(argv, environment)
    if (options.transfer) return await transfer(options.transfer, options.server.dataDir, out)
    const log = (line: string) => err(`${new Date().toISOString()} ${line}`)
    let moved = () => {}
    const server = await createServer({ ...options.server, ...lan, webRoot, say: err, log, onMoved: () => moved() })
    await announce(options, server, out)
    moved = () => announceMove(options, server, out)
    if (options.open) openBrowser(server.url, environment, out)
    return { status: 'running', server }
  } catch (error) {
    err(
      error instanceof HostError
        ? error.message
        : `The host could not start: ${error instanceof Error ? error.message : String(error)}`,
    )
    return { status: 'over', exitCode: error instanceof HostError ? EXIT_CODES[error.problem] : 1 }
  }
}

/** Moves an office: into a file, or out of one. */
async function transfer(
  { way, file, force }: NonNullable<HostOptions['transfer']>,
  dataDir: string,
  out: (line: string) => void,
): Promise<Started> {
  if (way === 'export') {
    await exportOffice(dataDir, file, force)
    out(`The office is in ${file}. The file is a secret: whoever has it can pretend to be this host.`)
  } else {
    await importOffice(file, dataDir, force)
    out(`${dataDir} holds the office of ${file} now. Stop the old host, start this one, and delete the file.`)
  }
  return { status: 'over', exitCode: 0 }
}

/** The older protocol has no keys. */
const CLASSIC_WARNING =
  '  Warning: whoever reaches the ports for older clients is let in without identity, and can read their signaling.'

async function announce(options: HostOptions, server: RunningServer, out: (line: string) => void): Promise<void> {
  if (options.json) {
    const { url, lanUrls, pin, invite, classic } = server
    return out(JSON.stringify({ event: 'listening', url, lanUrls, pin, invite, ...(classic ? { classic } : {}) }))
  }
  out(`${options.server.name} is open.`)
  out(`  On this machine:   ${server.url}`)
  place(server, out)
  if (server.pin) out(`  Words to compare:  ${await fingerprintWords(server.pin)}`)
  if (server.classic) out(`  Older clients:     Socket.IO ${server.classic.io}, WebSocket ${server.classic.ws}`)
  if (options.server.classic && !options.server.classic.host.startsWith('127.')) out(CLASSIC_WARNING)
  out('Anyone on this network can join. Stop with Ctrl+C: calls that are running go on.')
}

/** Where others find it; said again when this machine has other addresses. */
function place(server: RunningServer, out: (line: string) => void): void {
  if (server.lanUrls.length === 0) return out('  On the network:    this machine is in no network at the moment')
  for (const url of server.lanUrls) out(`  On the network:    ${url}`)
  out(`  Invitation:        ${server.invite}`)
}

function announceMove(options: HostOptions, server: RunningServer, out: (line: string) => void): void {
  const { lanUrls, invite } = server
  if (options.json) return out(JSON.stringify({ event: 'moved', lanUrls, invite }))
  out('This machine has other addresses now.')
  place(server, out)
}

/** Opens the phone where there is a display; says so where there is none. */
function openBrowser(url: string, environment: NodeJS.ProcessEnv, out: (line: string) => void): void {
  const display = process.platform !== 'linux' || environment.DISPLAY || environment.WAYLAND_DISPLAY
  if (!display) return out(`There is no display here. Open ${url} in a browser.`)
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url]
  const opener = spawn(command, args, { stdio: 'ignore', detached: true })
  opener.on('error', () => out(`No browser could be opened. Open ${url} yourself.`))
  opener.unref()
}

/** Runs until a signal ends it; one that comes while it starts is heard as well. */
async function main(): Promise<void> {
  const starting = startHost(process.argv.slice(2), {
    webRoot: fileURLToPath(new URL('../phone', import.meta.url)),
    environment: process.env,
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  })
  const end = async () => {
    const started = await starting
    if (started.status === 'running') await started.server.close()
    process.exit(started.status === 'over' ? started.exitCode : 0)
  }
  const reread = async () => {
    const started = await starting
    if (started.status === 'running') await started.server.settings.reread()
  }
  process.once('SIGTERM', () => void end())
  process.once('SIGINT', () => void end())
  // Windows sends it only to say that the console goes away.
  if (process.platform !== 'win32') process.on('SIGHUP', () => void reread())
  const started = await starting
  if (started.status === 'over') process.exitCode = started.exitCode
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
