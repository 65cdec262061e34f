import { startRingdown } from '../harness/browsers.ts'
import { startChild } from '../harness/child.ts'
import type { Bench, Program } from '../harness/program.ts'
import { interleave } from '../harness/program.ts'
import type { Wire, WirePhone } from '../harness/wire.ts'
import { must, openPairOfWires, openWirePhone } from '../harness/wire.ts'
import { candidate, description, newCallId } from './call-messages.ts'

/** Calls of one sample: enough for a clock that counts processor time in hundredths of a second. */
const CALLS = 150

/** Who says what in a call, in order; each waits for its ack. */
type Talk = (callId: string, caller: Wire, callee: Wire) => Promise<void>

function script(contact: string): Talk {
  return async (callId, caller, callee) => {
    const target = { kind: 'contact', contact }
    await must(caller.ask('invite', { callId, target, video: false, subject: null }))
    await must(callee.ask('ringing', { callId }))
    await must(caller.ask('description', description(callId, 0)))
    await must(callee.ask('description', description(callId, 0, 'answer')))
    for (let index = 0; index < 4; index += 1) {
      await must(caller.ask('candidates', candidate(callId, index + 1, index)))
      await must(callee.ask('candidates', candidate(callId, index + 1, index)))
    }
    await must(callee.ask('accept', { callId, video: false }))
    await must(caller.ask('hangup', { callId, reason: 'hangup' }))
  }
}

async function run(bench: Bench) {
  const [host, relay] = [await startRingdown(bench), await startChild('dist/bench/relay.js')]
  bench.closeLater(() => relay.stop())
  const [ana, ben]: readonly [WirePhone, WirePhone] = [
    await openWirePhone(host.url, 'Ana'),
    await openWirePhone(host.url, 'Ben'),
  ]
  const [one, other] = await openPairOfWires(String(relay.ready['url']))
  const talk = script(ben.contact)

  const cost = (server: Pick<typeof relay, 'cpu'>, caller: Wire, callee: Wire) => async () => {
    const before = await server.cpu()
    for (let call = 0; call < CALLS; call += 1) await talk(newCallId(), caller, callee)
    return (((await server.cpu()) - before) * 1_000) / CALLS
  }
  const samples = await interleave(
    bench,
    { Ringdown: cost(host, ana, ben), 'bare relay': cost(relay, one, other) },
    { rounds: bench.quick ? 8 : 20, warmUp: 3 },
  )
  return {
    series: Object.entries(samples).map(([name, all]) => ({ name, unit: 'µs' as const, samples: all })),
    bars: [{ name: 'server time per call, of a bare relay', of: 'Ringdown', to: 'bare relay', atMost: 1.5 }],
    notes: ['A call: invite, ringing, 2 descriptions, 8 candidates, accept, hang-up; each acked.'],
  }
}

export const serverCpuPerCall: Program = { id: 'P-5', title: 'server CPU per call', run }
