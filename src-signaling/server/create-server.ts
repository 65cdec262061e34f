import { randomBytes } from 'node:crypto'

import type { ClassicDoors, ClassicOptions } from '../classic/doors.ts'
import { openClassicDoors } from '../classic/doors.ts'
import type { Clock } from '../client/clock.ts'
import type { RosterEntry } from '../directory/directory.ts'
import type { AdmissionPolicy } from './admission.ts'
import type { HostCertificate } from './certificate.ts'
import { givenCertificate, ownCertificate } from './certificate.ts'
import { takeDataFolder } from './data-folder.ts'
import { nameSources, ownNames } from './doors/own-names.ts'
import { farewellDoor } from './farewell-door.ts'
import type { DoorParts } from './http-doors.ts'
import { openPlainDoor, openTlsDoor } from './http-doors.ts'
import { HostError } from './host-error.ts'
import type { HostLog } from './host-log.ts'
import { faultOf, pacedLog } from './host-log.ts'
import type { Door } from './listen.ts'
import { atSomePort } from './listen.ts'
import { hostPlace } from './lan/host-place.ts'
import type { LanSources } from './lan/watch-lan.ts'
import { watchLan } from './lan/watch-lan.ts'
import type { ServerLimits } from './limits.ts'
import { limitsWith } from './limits.ts'
import { createOffice } from './office.ts'
import type { Office } from './office-contract.ts'
import { openOfficeFile } from './office-file.ts'
import type { OfficeSettings } from './office-settings.ts'
import { openMissedFile } from './missed-file.ts'
import { openPeopleFile } from './people-file.ts'
import type { DoorRules } from './request-rules.ts'
import { createSocketDoor } from './socket-door.ts'
import { staticFiles } from './static-files.ts'
import { sleeplessClock } from './sleepless-clock.ts'
import { systemClock } from './system-clock.ts'

export interface ServerOptions {
  /** The office's name. */
  readonly name: string
  /** Certificate and list of people; made when missing, locked while in use. */
  readonly dataDir: string
  /** The built phone. */
  readonly webRoot: string
  /** The plain door on 127.0.0.1 and ::1; 0 picks a free one. */
  readonly localPort?: number
  /** The LAN door; 0 picks a free one. */
  readonly port?: number
  /** Where the LAN door listens; everywhere unless given, of IPv6 as well. */
  readonly host?: string
  readonly publicUrl?: URL
  readonly cert?: { readonly certificateFile: string; readonly keyFile: string }
  readonly behindProxy?: boolean
  readonly roster?: readonly RosterEntry[]
  readonly limits?: Partial<ServerLimits>
  /** How long an invite rings, ms. */
  readonly ringMs?: number
  readonly policy?: AdmissionPolicy
  /** Doors for clients of the older room protocol; without it there are none. */
  readonly classic?: Pick<ClassicOptions, 'host' | 'ports'>
  readonly clock?: Clock
  /** Where the addresses of this machine are read; the system's own without it. */
  readonly lan?: LanSources
  /** This machine has other addresses now: `lanUrls` and `invite` are new. */
  readonly onMoved?: () => void
  /** Sentences for the operator: something was damaged and repaired. */
  readonly say?: (sentence: string) => void
  /** One line per happening; without it there is no log. */
  readonly log?: HostLog
}

/** The settings of the office while it runs; everybody who is here hears of a change at once. */
export interface HostSettings {
  current(): OfficeSettings
  /** @returns false when they could not be written: then nothing has changed */
  change(settings: OfficeSettings): Promise<boolean>
  /** Takes up what somebody wrote into office.json; when that cannot be used, the old settings go on. */
  reread(): Promise<void>
}

export interface RunningServer {
  /** The web phone on this machine. */
  readonly url: string
  /** Where it is on the network at the moment of asking; empty while this machine is in none. */
  readonly lanUrls: readonly string[]
  /** SHA-256 of the certificate, base64url; null behind a proxy. */
  readonly pin: string | null
  /** With the addresses at the moment of asking. */
  readonly invite: string
  readonly ports: { readonly local: number; readonly lan: number }
  /** Ports of the doors for older clients, where they are open. */
  readonly classic: ClassicDoors['ports'] | null
  readonly counts: Office['counts']
  /** For whoever runs the host; no door leads here. */
  readonly settings: HostSettings
  /** Ends ringing calls politely, closes every door, gives the data folder back. */
  close(): Promise<void>
}

/**
 * Starts a host: one office behind a plain loopback door and a TLS door for the network (DESIGN 9).
 * @throws HostError with a sentence for a person
 */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const clock = sleeplessClock(options.clock ?? systemClock, () => Date.now())
  const say = options.say ?? (() => {})
  const log = pacedLog(options.log ?? (() => {}), clock)
  const limits = limitsWith(options.limits ?? {})
  const open: (() => Promise<void>)[] = []
  const closeAll = async () => {
    for (const close of open.splice(0).reverse()) await close()
  }
  try {
    open.push(await takeDataFolder(options.dataDir, log))
    const certificate = options.behindProxy ? null : await loadCertificate(options, say, log)
    const people = await openPeopleFile(options.dataDir, clock, say, log)
    open.push(() => people.close())
    const missed = await openMissedFile(options.dataDir, clock, say, log)
    open.push(() => missed.close())
    const settings = await openOfficeFile(options.dataDir, say, log)
    const office = createOffice({
      clock,
      random: (bytes) => randomBytes(bytes).toString('base64url'),
      name: options.name,
      wall: () => Date.now(),
      settings: settings.current(),
      listed: people.listed,
      onPeople: (list) => people.save(list),
      missed,
      ...(options.roster ? { roster: options.roster } : {}),
      ...(options.ringMs ? { ringMs: options.ringMs } : {}),
      log,
    })
    const sockets = createSocketDoor({
      office,
      limits,
      policy: options.policy ?? 'open',
      clock,
      log,
      pin: certificate?.pin ?? null,
    })
    const farewells = farewellDoor({ office, limits, clock, log })
    const parts: DoorParts = { files: staticFiles(options.webRoot), farewells, sockets, limits, clock, log }
    const local = await openLoopback(options, parts, say)
    open.push(local.close)
    const lan = await openLan(options, parts, certificate, say)
    open.push(lan.close)
    const classic = options.classic
      ? await openClassicDoors({ office, clock, log, limits, hostNames: ownNames(nameSources()), ...options.classic })
      : null
    if (classic) open.push(classic.close)
    // Closed first: the last words go out while the doors are still open.
    open.push(async () => {
      office.close()
      await sockets.close()
    })
    const watch = await watchLan(
      clock,
      () => {
        log('this machine has other addresses')
        options.onMoved?.()
      },
      options.lan,
    )
    open.push(() => Promise.resolve(watch.stop()))
    const facts = {
      name: options.name,
      bound: options.host,
      publicUrl: options.publicUrl,
      port: lan.port,
      // A certificate that the operator gave, or a proxy's, is verified like any other.
      pin: certificate?.selfSigned ? certificate.pin : null,
    }
    log(`host started, ports ${local.port} and ${lan.port}`)
    return {
      url: `http://localhost:${local.port}/`,
      get lanUrls() {
        return hostPlace(facts, watch.current()).lanUrls
      },
      pin: certificate?.pin ?? null,
      get invite() {
        return hostPlace(facts, watch.current()).invite
      },
      ports: { local: local.port, lan: lan.port },
      classic: classic?.ports ?? null,
      counts: office.counts,
      settings: {
        current: settings.current,
        async change(next) {
          const changed = await settings.replace(next)
          if (changed) office.configure(next)
          return changed
        },
        reread: async () => office.configure(await settings.reread()),
      },
      async close() {
        log('host stops')
        await closeAll()
        log('host stopped')
      },
    }
  } catch (error) {
    log(`the host could not start: ${faultOf(error)}`)
    await closeAll()
    throw error
  }
}

async function loadCertificate(
  options: ServerOptions,
  say: (sentence: string) => void,
  log: HostLog,
): Promise<HostCertificate> {
  if (!options.cert) return ownCertificate(options.dataDir, say, log)
  return givenCertificate(options.cert.certificateFile, options.cert.keyFile)
}

type Say = (sentence: string) => void

function rules(options: ServerOptions, kind: DoorRules['kind']): DoorRules {
  return {
    kind,
    scheme: kind === 'loopback' || options.behindProxy ? 'http' : 'https',
    hostNames: ownNames(nameSources()),
    publicUrl: kind === 'loopback' ? null : (options.publicUrl ?? null),
    behindProxy: kind === 'lan' && options.behindProxy === true,
  }
}

/** 127.0.0.1, and ::1 where the machine has it, on one port. */
async function openLoopback(options: ServerOptions, parts: DoorParts, say: Say): Promise<Door> {
  const own = rules(options, 'loopback')
  const four = await atSomePort((port) => openPlainDoor(own, parts, '127.0.0.1', port), options.localPort ?? 7480, say)
  const six = await openPlainDoor(own, parts, '::1', four.port).catch(async (error: unknown) => {
    // Another program may hold the port on ::1 only: a browser would then reach that one under localhost.
    if (!(error instanceof HostError) || error.problem !== 'port-in-use' || options.localPort === 0) return null
    await four.close()
    throw error
  })
  return { port: four.port, close: async () => void (await Promise.all([four.close(), six?.close()])) }
}

function openLan(
  options: ServerOptions,
  parts: DoorParts,
  certificate: HostCertificate | null,
  say: Say,
): Promise<Door> {
  const own = rules(options, 'lan')
  const port = options.port ?? 7443
  const open = (at: number) =>
    certificate
      ? openTlsDoor(own, parts, certificate, options.host, at)
      : openPlainDoor(own, parts, options.host ?? '127.0.0.1', at)
  return atSomePort(open, port, say)
}
