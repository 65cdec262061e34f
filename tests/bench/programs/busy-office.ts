import { startRingdown } from '../harness/browsers.ts'
import type { Measurement } from '../harness/outcome.ts'
import type { Bench, Program } from '../harness/program.ts'
import type { WirePhone } from '../harness/wire.ts'
import { openWirePhone } from '../harness/wire.ts'
import { wholeTalk } from './call-messages.ts'

const PHONES = 2_000
const CALLS_PER_SECOND = 100
/** Phones that sign in at the same time. */
const TOGETHER = 20
/** How long a message may be under way after the last call, ms. */
const PATIENCE = 10_000

/** What each end of one call gets from the other, by name. */
const CALLER_HEARS = ['ringing', 'description', 'candidates', 'candidates', 'candidates', 'candidates', 'accepted']
const CALLEE_HEARS = ['incoming', 'description', 'candidates', 'candidates', 'candidates', 'candidates', 'ended']

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

async function openOffice(bench: Bench, url: string): Promise<readonly WirePhone[]> {
  const phones: WirePhone[] = []
  bench.closeLater(() => {
    for (const phone of phones) phone.close()
  })
  while (phones.length < PHONES) {
    const begin = phones.length
    const group = Array.from({ length: TOGETHER }, (_one, at) => openWirePhone(url, `Person ${begin + at}`))
    phones.push(...(await Promise.all(group)))
    if (phones.length % 200 === 0) bench.progress(`${phones.length} phones`)
  }
  return phones
}

/** Two phones and the calls that they have. */
interface Pair {
  readonly caller: WirePhone
  readonly callee: WirePhone
  begun: number
  /** How many messages of these calls never came, or came too often. */
  wrong(): number
}

function pairOf(caller: WirePhone, callee: WirePhone): Pair {
  let heard = 0
  const listen = (phone: WirePhone, names: readonly string[]) => {
    const expected = [...new Set(names)].map((name) => `["${name}",`)
    phone.onEvent((text) => {
      if (expected.some((begin) => text.startsWith(begin))) heard += 1
    })
  }
  listen(caller, CALLER_HEARS)
  listen(callee, CALLEE_HEARS)
  const each = CALLER_HEARS.length + CALLEE_HEARS.length
  const pair: Pair = { caller, callee, begun: 0, wrong: () => Math.abs(pair.begun * each - heard) }
  return pair
}

/** A call as two phones have it, each command after the ack of the one before. @returns how many were not answered `ok` */
async function call(pair: Pair): Promise<number> {
  const { caller, callee } = pair
  pair.begun += 1
  let refused = 0
  await wholeTalk(caller, callee, callee.contact, async (ack) => {
    const { status } = await ack
    if (status !== 'ok') refused += 1
  })
  return refused
}

/** Begins calls at their rate, whether or not those before are done. */
async function rush(bench: Bench, pairs: readonly Pair[], seconds: number) {
  const began = performance.now()
  const calls: Promise<{ readonly refused: number; readonly ms: number }>[] = []
  const timed = async (pair: Pair) => {
    const at = performance.now()
    return { refused: await call(pair), ms: performance.now() - at }
  }
  while (calls.length < CALLS_PER_SECOND * seconds) {
    const due = ((performance.now() - began) * CALLS_PER_SECOND) / 1_000
    for (let at = calls.length; at < Math.min(due, CALLS_PER_SECOND * seconds); at += 1) {
      const pair = pairs[at % pairs.length]
      if (pair) calls.push(timed(pair))
      if (calls.length % CALLS_PER_SECOND === 0) bench.progress(`${calls.length} calls begun`)
    }
    await pause(5)
  }
  const done = await Promise.all(calls)
  return { done, seconds: (performance.now() - began) / 1_000 }
}

async function run(bench: Bench): Promise<Measurement> {
  const host = await startRingdown(bench)
  const phones = await openOffice(bench, host.url)
  const pairs = Array.from({ length: PHONES / 2 }, (_one, at) => phones.slice(2 * at, 2 * at + 2)).flatMap(
    ([caller, callee]) => (caller && callee ? [pairOf(caller, callee)] : []),
  )
  const before = await host.cpu()
  const { done, seconds } = await rush(bench, pairs, bench.quick ? 5 : 20)
  const cpu = ((await host.cpu()) - before) / (10 * seconds)
  const wrong = () => pairs.reduce((sum, pair) => sum + pair.wrong(), 0)
  for (const until = performance.now() + PATIENCE; wrong() > 0 && performance.now() < until;) await pause(50)
  const refused = done.reduce((sum, one) => sum + one.refused, 0)
  return {
    series: [
      { name: 'calls finished per second', unit: '/s', samples: [done.length / seconds] },
      { name: 'messages lost, repeated or refused', unit: '', samples: [wrong() + refused] },
      { name: 'one call, first command to last ack', unit: 'ms', samples: done.map(({ ms }) => ms) },
      { name: 'host, of one core', unit: '%', samples: [cpu] },
    ],
    bars: [
      {
        name: '2,000 phones, 100 calls/s: messages lost',
        of: 'messages lost, repeated or refused',
        worst: true,
        atMost: 0,
      },
      { name: '2,000 phones, 100 calls/s: calls finished', of: 'calls finished per second', atLeast: 95 },
    ],
    notes: [`${done.length} calls of 14 commands; all phones in this one process.`],
  }
}

export const busyOffice: Program = { id: 'P-5-load', title: 'busy office', run }
