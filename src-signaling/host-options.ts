import { homedir, hostname } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import type { ServerOptions } from './server/create-server.ts'
import { HostError } from './server/host-error.ts'

export interface HostOptions {
  readonly server: Omit<ServerOptions, 'webRoot'>
  /** One JSON line instead of sentences. */
  readonly json: boolean
  /** Open the phone in a browser. */
  readonly open: boolean
  /** Instead of a host: its office is written to a file, or taken from one. */
  readonly transfer: { readonly way: 'export' | 'import'; readonly file: string; readonly force: boolean } | null
}

export const USAGE = `Usage: npm run host -- [options]

Starts an office. Others on this network open the address that it prints, or join with the invitation.

Where it is
  --port N                 door for the network (TLS), default 7443; 0 picks free ports for both doors
  --local-port N           door for this machine (plain), default 7480
  --host ADDR              where the network door listens, default everywhere
  --public-url URL         the address people use, when it is another
  --cert FILE --key FILE   a certificate of your own (PEM)
  --behind-proxy           a TLS proxy is in front; needs --public-url

What it is
  --name OFFICE            the office's name
  --data DIR               certificate and list of people

Older clients
  --classic                also serve clients of the older room protocol, from this machine only
  --classic-host ADDR      where they come from: signaling without identity and encryption
  --classic-ports IO,WS    their Socket.IO and WebSocket ports, default 3000,3030

Moving an office
  --export FILE            write the whole office into a file, to open it on another machine; it holds the key: a secret
  --import FILE            make the data folder the office of that file
  --force                  even if there is a file, or an office, already

Output
  --open                   open the phone in a browser
  --json                   print one line of JSON when ready, and one when the addresses change
  --help                   print this

Examples
  npm run host -- --name "Studio North"
  npm run host -- --port 443 --public-url https://phone.example --cert phone.pem --key phone.key
  npm run host -- --data /srv/ringdown --export office.ringdown`

const FLAGS = {
  port: { type: 'string' },
  'local-port': { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  name: { type: 'string' },
  'public-url': { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  'behind-proxy': { type: 'boolean' },
  classic: { type: 'boolean' },
  'classic-host': { type: 'string' },
  'classic-ports': { type: 'string' },
  export: { type: 'string' },
  import: { type: 'string' },
  force: { type: 'boolean' },
  open: { type: 'boolean' },
  json: { type: 'boolean' },
} as const

/** Reads the command line. @throws HostError `usage` with a sentence */
export function hostOptions(argv: readonly string[], environment: NodeJS.ProcessEnv): HostOptions {
  const flags = readFlags(argv)
  const port = portOf('--port', flags.port)
  const localPort = portOf('--local-port', flags['local-port']) ?? (port === 0 ? 0 : undefined)
  const publicUrl = urlOf(flags['public-url'])
  const behindProxy = flags['behind-proxy'] === true
  if (behindProxy && !publicUrl)
    throw new HostError('usage', '--behind-proxy needs --public-url, the address people use.')
  if ((flags.cert === undefined) !== (flags.key === undefined))
    throw new HostError('usage', '--cert and --key go together.')
  if (!flags.classic && (flags['classic-host'] !== undefined || flags['classic-ports'] !== undefined))
    throw new HostError('usage', '--classic-host and --classic-ports need --classic.')
  const cert = flags.cert && flags.key ? { certificateFile: flags.cert, keyFile: flags.key } : undefined
  return {
    server: {
      name: flags.name?.trim() || `Office of ${hostname()}`,
      dataDir: flags.data ?? defaultDataDir(environment),
      behindProxy,
      ...(port === undefined ? {} : { port }),
      ...(localPort === undefined ? {} : { localPort }),
      ...(flags.host === undefined ? {} : { host: flags.host }),
      ...(publicUrl ? { publicUrl } : {}),
      ...(cert ? { cert } : {}),
      ...(flags.classic ? { classic: classicOf(flags['classic-host'], flags['classic-ports']) } : {}),
    },
    json: flags.json === true,
    open: flags.open === true,
    transfer: transferOf(flags.export, flags.import, flags.force === true),
  }
}

function transferOf(to: string | undefined, from: string | undefined, force: boolean): HostOptions['transfer'] {
  if (to !== undefined && from !== undefined)
    throw new HostError('usage', 'Give --export on the old machine and --import on the new one, not both.')
  const file = to ?? from
  if (file === undefined && force) throw new HostError('usage', '--force needs --export or --import.')
  return file === undefined ? null : { way: to === undefined ? 'import' : 'export', file, force }
}

function classicOf(host: string | undefined, ports: string | undefined): NonNullable<ServerOptions['classic']> {
  const [io = 3_000, ws = 3_030, ...more] = (ports?.split(',') ?? []).map((one) => portOf('--classic-ports', one))
  if (more.length > 0) throw new HostError('usage', '--classic-ports takes two numbers, like 3000,3030.')
  return { host: host ?? '127.0.0.1', ports: { io, ws } }
}

function readFlags(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: FLAGS, allowPositionals: false }).values
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new HostError('usage', `${sentence}.\n${USAGE}`)
  }
}

function portOf(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new HostError('usage', `${flag} takes a number from 0 to 65535, not "${text}".`)
}

function urlOf(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined
  try {
    const url = new URL(text)
    if (url.protocol === 'https:') return url
  } catch {
    // Said below.
  }
  throw new HostError('usage', `--public-url takes an https address, not "${text}".`)
}

/** Where programs keep data on this system. */
function defaultDataDir(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return join(environment.APPDATA ?? homedir(), 'Ringdown', 'host')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Ringdown', 'host')
  return join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'ringdown', 'host')
}
