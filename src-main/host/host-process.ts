import type { RunningServer } from '../../src-signaling/server/create-server.ts'
import { createServer } from '../../src-signaling/server/create-server.ts'
import { fingerprintWords } from '../../src-signaling/server/fingerprint-words.ts'
import { HostError } from '../../src-signaling/server/host-error.ts'
import { faultOf } from '../../src-signaling/server/host-log.ts'
import type { OfficeChange } from '../../src-signaling/server/office-change.ts'
import { changedSettings, settingsView } from '../../src-signaling/server/office-change.ts'
import type { FromHost, HostPlan, ToHost } from './host-messages.ts'

/** The embedded host, in a process of its own: the app may be busy or reload, calls are set up all the same. */
const { parentPort } = process
const say = (message: FromHost) => parentPort.postMessage(message)
/** Where older clients look, whatever the other ports are (DESIGN 5). */
const CLASSIC_DOORS = { host: '127.0.0.1', ports: { io: 3_000, ws: 3_030 } }
let running: RunningServer | null = null

/** What it still has to say must reach the app before it ends, ms. */
const LAST_WORDS = 100
for (const accident of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(accident, (error: unknown) => {
    say({ kind: 'log', line: `the host ends: ${faultOf(error)}` })
    setTimeout(() => process.exit(1), LAST_WORDS)
  })

async function start(plan: HostPlan): Promise<void> {
  try {
    const { classic: wanted, ...options } = plan
    running = await createServer({
      ...options,
      say: (sentence) => say({ kind: 'said', sentence }),
      log: (line) => say({ kind: 'log', line }),
      onMoved() {
        if (running) say({ kind: 'moved', lanUrls: running.lanUrls, invite: running.invite })
      },
      ...(wanted ? { classic: CLASSIC_DOORS } : {}),
    })
    const words = await fingerprintWords(running.pin ?? '')
    const { url, lanUrls, pin, invite, ports, classic } = running
    const place = { url, lanUrls, pin: pin ?? '', words, invite, port: ports.lan, classic }
    const settings = settingsView(running.settings.current())
    say({ kind: 'listening', localPort: ports.local, settings, ...place })
  } catch (error) {
    const problem = error instanceof HostError ? error.problem : 'other'
    say({ kind: 'failed', problem, sentence: error instanceof Error ? error.message : String(error) })
  }
}

async function change(id: number, wanted: OfficeChange): Promise<void> {
  const next = running && changedSettings(running.settings.current(), wanted)
  const changed = next !== null && (await running?.settings.change(next)) === true
  say({ kind: 'changed', id, settings: changed ? settingsView(next) : null })
}

async function stop(): Promise<void> {
  await running?.close()
  process.exit(0)
}

parentPort.on('message', ({ data }: { readonly data: ToHost }) => {
  if (data.kind === 'start') void start(data.plan)
  else if (data.kind === 'change') void change(data.id, data.change)
  else void stop()
})
