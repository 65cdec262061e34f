import { startRingdown } from '../harness/browsers.ts'
import { startChild } from '../harness/child.ts'
import type { Bench, Program } from '../harness/program.ts'
import { interleave } from '../harness/program.ts'
import type { Wire, WirePhone } from '../harness/wire.ts'
import { must, openPairOfWires, openWirePhone } from '../harness/wire.ts'
import { wholeTalk } from './call-messages.ts'

/** Calls of one sample: enough for a clock that counts processor time in hundredths of a second. */
const CALLS = 150

async function run(bench: Bench) {
  const [host, relay] = [await startRingdown(bench), await startChild('dist/bench/relay.js')]
  bench.closeLater(() => relay.stop())
  const [ana, ben]: readonly [WirePhone, WirePhone] = [
    await openWirePhone(host.url, 'Ana'),
    await openWirePhone(host.url, 'Ben'),
  ]
  const [one, other] = await openPairOfWires(String(relay.ready['url']))

  const cost = (server: Pick<typeof relay, 'cpu'>, caller: Wire, callee: Wire) => async () => {
    const before = await server.cpu()
    for (let call = 0; call < CALLS; call += 1) await wholeTalk(caller, callee, ben.contact, must)
    return (((await server.cpu()) - before) * 1_000) / CALLS
  }
  const samples = await interleave(
    bench,
    { Ringdown: cost(host, ana, ben), 'bare relay': cost(relay, one, other) },
    // V8 compiles what is measured anew until some thousand calls are through.
    { rounds: bench.quick ? 6 : 20, warmUp: 15 },
  )
  return {
    series: Object.entries(samples).map(([name, all]) => ({ name, unit: 'µs' as const, samples: all })),
    bars: [{ name: 'server time per call, of a bare relay', of: 'Ringdown', to: 'bare relay', atMost: 1.5 }],
    notes: ['A call: invite, ringing, 2 descriptions, 8 candidates, accept, hang-up; each acked.'],
  }
}

export const serverCpuPerCall: Program = { id: 'P-5', title: 'server CPU per call', run }
