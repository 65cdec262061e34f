import type { Lan, Machine } from '../../network/support/namespaces.ts'
import { keepRunning, runInside } from '../../network/support/inside.ts'
import type { Answer } from '../../network/support/udp-probe.mjs'
import type { Contender } from '../harness/accept-call.ts'
import { barsOf, callInTurns, phonePair, referencePairs } from '../harness/accept-call.ts'
import type { Ringdown } from '../harness/browsers.ts'
import { openBrowser, openPhone, referencePages, startReferences, startRingdown } from '../harness/browsers.ts'
import type { Measurement, Series } from '../harness/outcome.ts'
import { MACHINES, openLan } from '../harness/machines.ts'
import type { Bench, Program } from '../harness/program.ts'

/** What the network adds each way between the callee and everybody else, ms. */
const DELAYS = [20, 50] as const
const RINGDOWN = 'Ringdown'
const network = (ms: number) => `, ${ms} ms each way`

interface Place {
  readonly lan: Lan
  /** Where host and servers are: on the caller's switch. */
  readonly server: Machine
  readonly near: Machine
  readonly host: Ringdown
}

/** What a small packet really needs, there and back, ms. */
async function roundTrips(from: Machine, to: Machine): Promise<readonly number[]> {
  const port = '9001'
  await keepRunning(to, 'udp-probe.mjs', 'answer', port)
  const answers = runInside(from, 'udp-probe.mjs', 'ask', '20', `${to.address}:${port}`) as readonly Answer[]
  return answers.filter(({ stranger }) => !stranger).map(({ ms }) => ms)
}

/** All flows with a callee who is so far away; rooms and names are those of a server of its own. */
async function pairsFrom(bench: Bench, { lan, server, near, host }: Place, ms: number) {
  const far = await lan.distantMachine({ ms })
  const distance: Series = { name: `round trip${network(ms)}`, unit: 'ms', samples: await roundTrips(near, far) }
  const references = await startReferences(bench, server)
  const secure = [new URL(String(references.ready['url'])).origin]
  const caller = await openBrowser(bench, { side: 'caller', machine: near, secure })
  const callee = await openBrowser(bench, { side: 'callee', machine: far, secure })
  const names = [`Ana ${ms}`, `Ben ${ms}`] as const
  const phones = [await openPhone(caller, host.url, names[0]), await openPhone(callee, host.url, names[1])] as const
  const pairs: Readonly<Record<string, Contender>> = {
    [RINGDOWN]: phonePair(...phones, names[1]),
    ...(await referencePairs(referencePages(references, { caller, callee }))),
  }
  return { distance, pairs: Object.entries(pairs).map(([name, pair]) => [`${name}${network(ms)}`, pair] as const) }
}

async function run(bench: Bench): Promise<Measurement> {
  const lan = openLan(bench)
  const [server, near] = [lan.machine(), lan.machine()]
  const place = { lan, server, near, host: await startRingdown(bench, server) }
  const distant: Awaited<ReturnType<typeof pairsFrom>>[] = []
  for (const ms of DELAYS) distant.push(await pairsFrom(bench, place, ms))
  const calls = await callInTurns(bench, Object.fromEntries(distant.flatMap(({ pairs }) => pairs)))
  return {
    series: [...distant.map(({ distance }) => distance), ...calls.series],
    bars: DELAYS.flatMap((ms) => barsOf(RINGDOWN, '', network(ms))),
    notes: ['The callee is far away; caller, host and servers of the references are on one switch.', ...calls.notes],
  }
}

export const acceptFromAfar: Program = {
  id: 'P-1-delay',
  title: 'accept → audible, far away',
  ...MACHINES,
  run,
}
