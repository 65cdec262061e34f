import type { Locator, Page } from '@playwright/test'

import type { OpenReference } from './browsers.ts'
import { press } from './browsers.ts'
import type { Step } from './listener.ts'
import type { Bar, Measurement } from './outcome.ts'
import type { Bench } from './program.ts'
import { interleave } from './program.ts'
import { figure } from './report.ts'
import { median } from './statistics.ts'

/** How long it rings before somebody accepts, ms; the same for all. */
const RINGING = 1_000

/** ms from the click on Accept until each end hears the other, and until each step on the way of the callee's voice to the caller. */
interface Sample {
  readonly caller: number
  readonly callee: number
  readonly steps: Readonly<Partial<Record<Step, number>>>
}

/** Two people and how they call: the same three steps for Ringdown and for every reference. */
export interface Contender {
  readonly caller: Page
  readonly callee: Page
  readonly callButton: string
  hangUp(): Promise<void>
}

/** Two phones that have joined the same office. */
export const phonePair = (caller: Page, callee: Page, calleeName: string): Contender => ({
  caller,
  callee,
  callButton: `Call ${calleeName}`,
  async hangUp() {
    await caller.getByRole('toolbar').getByRole('button', { name: 'Hang up' }).click()
    await callee.getByRole('toolbar').getByRole('button', { name: 'Hang up' }).waitFor({ state: 'detached' })
  },
})

/** A reference flow as a contender; the floor has both ends in one page. */
export async function referencePair(open: OpenReference, flow: string): Promise<Contender> {
  const callee = await open(flow, 'callee')
  const caller = flow === 'floor' ? callee : await open(flow, 'caller')
  return {
    caller,
    callee,
    callButton: 'Call',
    hangUp: async () => void (await Promise.all([press(caller, 'Hang up'), press(callee, 'Hang up')])),
  }
}

/** The caller dials. @returns the button that accepts, when it rings */
async function ring({ caller, callee, callButton }: Contender): Promise<Locator> {
  await press(caller, callButton)
  const accept = callee.getByRole('button', { name: 'Accept', exact: true })
  await accept.waitFor()
  return accept
}

/** Brings a call up, and leaves it so. */
export async function talk(contender: Contender): Promise<void> {
  const accept = await ring(contender)
  const { caller, callee } = contender
  const heard = Promise.all([caller, callee].map((page) => page.evaluate(() => globalThis.listener.sound(1))))
  await accept.click()
  await heard
}

async function oneCall(contender: Contender): Promise<Sample> {
  const { caller, callee, hangUp } = contender
  const accept = await ring(contender)
  await accept.hover()
  await callee.waitForTimeout(RINGING)
  for (const page of [caller, callee]) await page.evaluate(() => globalThis.listener.forget())
  // The floor is one page with both ends in it.
  const alone = caller === callee
  const heard = Promise.all(
    [...new Set([caller, callee])].map((page) =>
      page.evaluate((count) => globalThis.listener.sound(count), alone ? 2 : 1),
    ),
  )
  await accept.click()
  const [atCaller, atCallee] = (await heard).flat()
  const clicked = await callee.evaluate(() => globalThis.listener.clickedAt())
  const [near, far] = [await stepsOf(callee), await stepsOf(caller)]
  await hangUp()
  if (atCaller === undefined || atCallee === undefined) throw new Error('an end heard nothing')
  const taken = Object.entries({ ...near, 'first packet played': far['first packet played'] })
  const steps = Object.fromEntries(taken.flatMap(([name, at]) => (at === undefined ? [] : [[name, at - clicked]])))
  return { caller: atCaller - clicked, callee: atCallee - clicked, steps }
}

const stepsOf = (page: Page) => page.evaluate(() => globalThis.listener.steps())

const STEPS: readonly Step[] = ['microphone asked for', 'microphone open', 'connected', 'first packet played']

/** Where the time goes until the caller hears, in medians: what does not come after the click was done before it. */
function profileOf(name: string, all: readonly Sample[]): string {
  const steps = STEPS.map((step) => {
    const taken = all.flatMap((sample) => sample.steps[step] ?? [])
    return `${step} ${taken.length === 0 ? 'before' : figure(median(taken))}`
  })
  return `${name}, ms after the click: ${steps.join(', ')}, caller hears ${figure(median(all.map(({ caller }) => caller)))}`
}

export const ENDS = ['caller', 'callee'] as const
export const CLASSIC = '(a) classic flow'
export const PEERJS = '(b) PeerJS'
export const TRICKLE = '(c) textbook trickle'

/** The flows that every phone is compared to, each between two pages of its own. */
export const referencePairs = async (open: OpenReference): Promise<Readonly<Record<string, Contender>>> => ({
  [CLASSIC]: await referencePair(open, 'classic'),
  [PEERJS]: await referencePair(open, 'peerjs'),
  [TRICKLE]: await referencePair(open, 'trickle'),
})

/** Calls of all of them, in turns. @returns two series each, `NAME: caller` and `NAME: callee`, and notes on where the time went */
export async function callInTurns(
  bench: Bench,
  contenders: Readonly<Record<string, Contender>>,
): Promise<Required<Pick<Measurement, 'series' | 'notes'>>> {
  const turns = Object.entries(contenders).map(([name, contender]) => [name, () => oneCall(contender)] as const)
  const samples = await interleave(bench, Object.fromEntries(turns), { rounds: bench.quick ? 5 : 20 })
  const all = Object.entries(samples)
  const series = all.flatMap(([name, calls]) =>
    ENDS.map((end) => ({ name: `${name}: ${end}`, unit: 'ms' as const, samples: calls.map((call) => call[end]) })),
  )
  return { series, notes: all.map(([name, calls]) => profileOf(name, calls)) }
}

/**
 * What BENCH.md asks of a phone whose microphone opens at Accept.
 * @param ends between which ends, said in the bar's name: `, app to app`
 * @param network with which the series of all contenders are named: `, 20 ms each way`
 */
export const barsOf = (name: string, ends = '', network = ''): readonly Bar[] =>
  ENDS.flatMap((end) => {
    const bar = (what: string, to: string, atMost: number): Bar => ({
      name: `${end} hears${ends}${network}: of ${what}`,
      of: `${name}${network}: ${end}`,
      to: `${to}${network}: ${end}`,
      atMost,
    })
    return [bar('the classic flow', CLASSIC, 0.3), bar('PeerJS', PEERJS, 0.5), bar('textbook trickle', TRICKLE, 0.5)]
  })
