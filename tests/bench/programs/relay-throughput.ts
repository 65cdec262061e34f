import { startRingdown } from '../harness/browsers.ts'
import { startChild } from '../harness/child.ts'
import type { Bench, Program } from '../harness/program.ts'
import { interleave } from '../harness/program.ts'
import type { Wire, WirePhone } from '../harness/wire.ts'
import { must, openPairOfWires, openWirePhone } from '../harness/wire.ts'
import { candidate, description, newCallId } from './call-messages.ts'

const PAIRS = 8
/** Messages of each kind that one sender of a sample sends: no more candidates than one call may have. */
const EACH = 500
/** Sent and not yet acked, per pair. */
const WINDOW = 16

/** Everybody sends as fast as the window allows. @returns messages per second that arrived at the other ends */
async function flood(pairs: readonly (readonly [Wire, Wire, string])[]): Promise<number> {
  const began = performance.now()
  await Promise.all(
    pairs.map(async ([from, to, callId]) => {
      let arrived = 0
      let stop = () => {}
      const all = new Promise<void>((resolve) => {
        stop = to.onEvent((text) => {
          if (text.startsWith('["description"') || text.startsWith('["candidates"')) arrived += 1
          if (arrived === 2 * EACH) resolve()
        })
      })
      let sent = 0
      const sender = async () => {
        while (sent < 2 * EACH) {
          const seq = sent++
          if (seq % 2 === 0) await must(from.ask('description', description(callId, seq)))
          else await must(from.ask('candidates', candidate(callId, seq, (seq - 1) / 2)))
        }
      }
      await Promise.all([...Array.from({ length: WINDOW }, sender), all])
      stop()
    }),
  )
  return (pairs.length * 2 * EACH * 1_000) / (performance.now() - began)
}

async function accepted(caller: WirePhone, callee: WirePhone): Promise<string> {
  const callId = newCallId()
  const target = { kind: 'contact' as const, contact: callee.contact }
  const invited = await caller.command('invite', { callId, target, video: false, subject: null })
  const taken = await callee.command('accept', { callId, video: false })
  if (invited.status !== 'ok' || taken.status !== 'ok') throw new Error(`no call: ${invited.status}, ${taken.status}`)
  return callId
}

async function run(bench: Bench) {
  const [host, relay] = [await startRingdown(bench), await startChild('dist/bench/relay.js')]
  bench.closeLater(() => relay.stop())

  const numbers = Array.from({ length: PAIRS }, (_one, at) => at)
  const phones = await Promise.all(
    numbers.map(async (at) => {
      const open = (side: string) => openWirePhone(host.url, `${side} ${at}`)
      return [await open('Caller'), await open('Callee')] as const
    }),
  )
  const sockets = await Promise.all(numbers.map(() => openPairOfWires(String(relay.ready['url']))))

  async function ringdown(): Promise<number> {
    const pairs = await Promise.all(
      phones.map(async ([caller, callee]) => [caller, callee, await accepted(caller, callee)] as const),
    )
    const rate = await flood(pairs)
    await Promise.all(pairs.map(([caller, , callId]) => must(caller.command('hangup', { callId, reason: 'hangup' }))))
    return rate
  }
  const bare = () => flood(sockets.map(([one, other]) => [one, other, newCallId()] as const))

  const rounds = bench.quick ? 8 : 20
  const rates = await interleave(bench, { Ringdown: ringdown, 'bare relay': bare }, { rounds, warmUp: 2 })
  return {
    series: Object.entries(rates).map(([name, samples]) => ({ name, unit: '/s' as const, samples })),
    bars: [{ name: 'messages relayed, of a bare relay', of: 'Ringdown', to: 'bare relay', atLeast: 0.8 }],
  }
}

export const relayThroughput: Program = { id: 'P-3', title: 'relay throughput', run }
