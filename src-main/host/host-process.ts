import type { RunningServer } from '../../src-signaling/server/create-server.ts'
import { createServer } from '../../src-signaling/server/create-server.ts'
import { fingerprintWords } from '../../src-signaling/server/fingerprint-words.ts'
import { HostError } from '../../src-signaling/server/host-error.ts'
import type { FromHost, HostPlan, ToHost } from './host-messages.ts'

/** The embedded host, in a process of its own: the app may be busy or reload, calls are set up all the same. */
const { parentPort } = process
const say = (message: FromHost) => parentPort.postMessage(message)
let running: RunningServer | null = null

async function start(plan: HostPlan): Promise<void> {
  try {
    running = await createServer({ ...plan, say: (sentence) => say({ kind: 'said', sentence }) })
    const { url, lanUrls, pin, invite, ports } = running
    const words = await fingerprintWords(pin ?? '')
    say({ kind: 'listening', url, lanUrls, pin: pin ?? '', words, invite, port: ports.lan, localPort: ports.local })
  } catch (error) {
    const problem = error instanceof HostError ? error.problem : 'other'
    say({ kind: 'failed', problem, sentence: error instanceof Error ? error.message : String(error) })
  }
}

async function stop(): Promise<void> {
  await running?.close()
  process.exit(0)
}

parentPort.on('message', ({ data }: { readonly data: ToHost }) => {
  if (data.kind === 'start') void start(data.plan)
  else void stop()
})
