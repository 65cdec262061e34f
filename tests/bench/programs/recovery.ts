import type { Page } from '@playwright/test'

import type { Machine } from '../../network/support/namespaces.ts'
import { stamp } from '../../support/within.ts'
import type { Contender } from '../harness/accept-call.ts'
import { phonePair, referencePair, talk } from '../harness/accept-call.ts'
import type { OpenReference } from '../harness/browsers.ts'
import { openBrowser, openPhone, referencePages, startReferences, startRingdown } from '../harness/browsers.ts'
import type { Measurement, Series } from '../harness/outcome.ts'
import { MACHINES, openLan } from '../harness/machines.ts'
import type { Bench, Program } from '../harness/program.ts'

/** Silent for so long after the path is there again: it never comes, ms. */
const NEVER = 30_000
/** A call is left in peace for so long before the next cut, ms. */
const SETTLED = 2_000
/** How many calls that Chromium was left alone with are watched until then, after the long cut: one for a first look. */
const watched = ({ quick }: Bench): number => (quick ? 1 : 2)

/** What happens to the cable of one end. */
interface Fault {
  readonly name: string
  /** How long nothing passes, ms; the address changes at the end of it. */
  readonly cut: number
  readonly newAddress: boolean
}
const SHORT = [3_000, 8_000].map((cut): Fault => ({ name: `cut ${cut / 1_000} s`, cut, newAddress: false }))
/** As long as a plug that is moved needs, and what was on its way. */
const MOVED: Fault = { name: 'address changed', cut: 500, newAddress: true }
const LONG: Fault = { name: 'cut 20 s, address changed', cut: 20_000, newAddress: true }
const LEFT_ALONE = 'Chromium left alone'

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
const pagesOf = ({ caller, callee }: Contender): readonly Page[] => [caller, callee]

async function talkAndFollow(contender: Contender): Promise<void> {
  await talk(contender)
  for (const page of pagesOf(contender)) await page.evaluate(() => globalThis.listener.follow())
}

/** ms until both ends of a call hear again; never is `NEVER`. */
async function bothHear(contender: Contender, since: number): Promise<number> {
  const heard = await Promise.all(
    pagesOf(contender).map((page) =>
      page.evaluate(([at, ms]) => globalThis.listener.heardAfter(at, ms), [since, NEVER] as const),
    ),
  )
  return Math.max(...heard.map((at) => (at === null ? NEVER : at - since)))
}

/** The same fault for all calls of a machine at once. @returns for each the time from when its path is there again */
async function suffer(machine: Machine, fault: Fault, calls: readonly Contender[]): Promise<readonly number[]> {
  machine.cut()
  await pause(fault.cut)
  if (fault.newAddress) machine.changeAddress()
  const since = stamp()
  machine.heal()
  const times = await Promise.all(calls.map((call) => bothHear(call, since)))
  await pause(SETTLED)
  return times
}

/** @throws Error when a call of ours did not come back: that is no figure, it is a fault */
function mustRecover(ms: number | undefined, { name }: Fault): number {
  if (ms === undefined || ms >= NEVER) throw new Error(`${name}: the call was silent for ${NEVER / 1_000} s`)
  return ms
}

interface Rig {
  /** Whose cable it is. */
  readonly machine: Machine
  readonly ours: Contender
  readonly open: OpenReference
}

async function build(bench: Bench): Promise<Rig> {
  const lan = openLan(bench)
  const [server, here, there] = [lan.machine(), lan.machine(), lan.machine()]
  const [host, references] = [await startRingdown(bench, server), await startReferences(bench, server)]
  const secure = [new URL(String(references.ready['url'])).origin]
  const caller = await openBrowser(bench, { side: 'caller', machine: here, secure })
  const callee = await openBrowser(bench, { side: 'callee', machine: there, secure })
  const ours = phonePair(await openPhone(caller, host.url, 'Ana'), await openPhone(callee, host.url, 'Ben'), 'Ben')
  await talkAndFollow(ours)
  return { machine: here, ours, open: referencePages(references, { caller, callee }) }
}

/** A call of textbook trickle ICE, which nobody restarts. */
async function leftAlone({ open }: Rig): Promise<Contender> {
  const pair = await referencePair(open, 'trickle')
  await talkAndFollow(pair)
  return pair
}

async function shortFaults(bench: Bench, rig: Rig, rounds: number): Promise<readonly Series[]> {
  const reference = await leftAlone(rig)
  const samples = SHORT.map((fault) => ({ fault, ours: [] as number[], theirs: [] as number[] }))
  for (let round = 1; round <= rounds; round += 1) {
    for (const { fault, ours, theirs } of samples) {
      bench.progress(`round ${round} of ${rounds}: ${fault.name}`)
      const [own, other = NEVER] = await suffer(rig.machine, fault, [rig.ours, reference])
      ours.push(mustRecover(own, fault))
      theirs.push(other)
    }
  }
  for (const page of pagesOf(reference)) await page.context().close()
  return samples.flatMap(({ fault: { name }, ours, theirs }) => [
    { name, unit: 'ms' as const, samples: ours },
    { name: `${LEFT_ALONE}, ${name}`, unit: 'ms' as const, samples: theirs },
    {
      name: `${name}, beyond Chromium`,
      unit: 'ms' as const,
      samples: ours.map((ms, at) => ms - (theirs[at] ?? NEVER)),
    },
  ])
}

async function longFaults(bench: Bench, rig: Rig, rounds: number): Promise<readonly Series[]> {
  const [moved, ours, theirs]: [number[], number[], number[]] = [[], [], []]
  for (let round = 1; round <= rounds; round += 1) {
    bench.progress(`round ${round} of ${rounds}: ${MOVED.name}`)
    const [afterMove] = await suffer(rig.machine, MOVED, [rig.ours])
    moved.push(mustRecover(afterMove, MOVED))
    bench.progress(`round ${round} of ${rounds}: ${LONG.name}`)
    const reference = round <= watched(bench) ? await leftAlone(rig) : null
    const [own, other] = await suffer(rig.machine, LONG, [rig.ours, ...(reference ? [reference] : [])])
    ours.push(mustRecover(own, LONG))
    if (other !== undefined) theirs.push(other)
    for (const page of reference ? pagesOf(reference) : []) await page.context().close()
  }
  return [
    { name: MOVED.name, unit: 'ms', samples: moved },
    { name: LONG.name, unit: 'ms', samples: ours },
    { name: `${LEFT_ALONE}, ${LONG.name}`, unit: 'ms', samples: theirs },
  ]
}

async function run(bench: Bench): Promise<Measurement> {
  const [short, long] = bench.quick ? [2, 1] : [6, 6]
  const rig = await build(bench)
  const series = [...(await shortFaults(bench, rig, short)), ...(await longFaults(bench, rig, long))]
  return {
    series,
    bars: [
      ...[LONG, MOVED].map(({ name }) => ({ name: `${name} → both hear again`, of: name, atMost: 3_000 })),
      ...SHORT.map(({ name }) => ({
        name: `${name}: later than Chromium left alone`,
        of: `${name}, beyond Chromium`,
        atMost: 300,
      })),
    ],
    notes: [`From when the path is there again until both ends hear; ${NEVER / 1_000} s stands for never.`],
  }
}

export const recovery: Program = {
  id: 'P-9',
  title: 'recovery',
  ...MACHINES,
  run,
}
