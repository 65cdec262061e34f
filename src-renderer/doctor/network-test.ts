import type { Clock } from '../../src-signaling/client/clock.ts'
import type { ServerFact } from './evidence.ts'
import type { CheckName, CheckState, LoopResult, NetworkReport, RelayRules, ServerResult } from './network-report.ts'
import { signalingVerdict, stunVerdict, turnVerdict, udpVerdict } from './network-report.ts'

/** One address of one server, with what it wants. */
export interface OneServer {
  readonly fact: ServerFact
  readonly iceServer: RTCIceServer
}

/** What the office says about the way out of the LAN. */
export interface OfficeServers extends RelayRules {
  readonly servers: readonly OneServer[]
}

export interface LoopOptions {
  /** Null: this machine's own addresses only. */
  readonly server: RTCIceServer | null
  readonly relayOnly: boolean
  /** Enough to know. */
  readonly until: 'gathered' | 'passed'
}

/** Two connections of this page that look for each other; whoever starts them stops them. */
export interface Loop {
  /** Settles when enough is known, or with what is known at `stop`; never rejects. */
  readonly result: Promise<LoopResult>
  stop(): void
}

export interface NetworkTestPorts {
  readonly clock: Clock
  /** Sends a command over the line and waits for its answer; null when it was not answered. */
  ask(): Promise<OfficeServers | null>
  /** What is known without asking. */
  known(): OfficeServers
  loop(options: LoopOptions): Loop
}

/** The line has this long to answer a command, and then each loop to find out, ms: 8 s in all, with room for the browser. */
export const ASK_WITHIN = 2_500
export const LOOP_WITHIN = 5_000

const START: NetworkReport = {
  signaling: { status: 'running' },
  udp: { status: 'running' },
  stun: { status: 'waiting' },
  turn: { status: 'waiting' },
}

/** Runs *Test my network*; each change is told, and it is over by itself. The handle cancels it. */
export function runNetworkTest(ports: NetworkTestPorts, listener: (report: NetworkReport) => void): () => void {
  const { clock } = ports
  const stops = new Set<() => void>()
  let cancelled = false
  let report = START

  function tell(change: Partial<Record<CheckName, CheckState>>): void {
    if (cancelled) return
    report = { ...report, ...change }
    listener(report)
  }

  /** Calls back when the time is over, unless it was settled before. */
  function within<Value>(ms: number, value: Promise<Value>, late: () => void): Promise<Value> {
    const stop = clock.after(ms, late)
    stops.add(stop)
    return value.finally(() => {
      stop()
      stops.delete(stop)
    })
  }

  async function ask(): Promise<OfficeServers> {
    const began = clock.now()
    const office = await new Promise<OfficeServers | null>((resolve) => {
      void within(ASK_WITHIN, ports.ask(), () => resolve(null)).then(resolve)
    })
    tell({ signaling: signalingVerdict(office && Math.round(clock.now() - began)) })
    return office ?? ports.known()
  }

  function loop(options: LoopOptions): Promise<LoopResult> {
    const running = ports.loop(options)
    stops.add(running.stop)
    return within(LOOP_WITHIN, running.result, running.stop).finally(() => {
      running.stop()
      stops.delete(running.stop)
    })
  }

  const asked = async ({ fact, iceServer }: OneServer): Promise<ServerResult> => ({
    server: fact,
    result: await loop(
      fact.kind === 'turn'
        ? { server: iceServer, relayOnly: true, until: 'passed' }
        : { server: iceServer, relayOnly: false, until: 'gathered' },
    ),
  })

  async function run(): Promise<void> {
    tell({})
    const direct = loop({ server: null, relayOnly: false, until: 'passed' })
    const office = await ask()
    if (cancelled) return
    tell({ stun: { status: 'running' }, turn: { status: 'running' } })
    const of = (kind: ServerFact['kind']) =>
      Promise.all(office.servers.filter(({ fact }) => fact.kind === kind).map(asked))
    const stun = of('stun').then((results) => {
      tell({ stun: stunVerdict(results) })
      return results
    })
    const turn = of('turn').then((results) => {
      tell({ turn: turnVerdict(results, office) })
      return results
    })
    tell({ udp: udpVerdict(await direct, [...(await stun), ...(await turn)]) })
  }

  void run()
  return () => {
    cancelled = true
    for (const stop of stops) stop()
    stops.clear()
  }
}
