import type { Locator, Page } from '@playwright/test'

import type { OpenReference } from './browsers.ts'
import { press } from './browsers.ts'
import type { Bar, Series } from './outcome.ts'
import type { Bench } from './program.ts'
import { interleave } from './program.ts'

/** How long it rings before somebody accepts, ms; the same for all. */
const RINGING = 1_000

/** ms from the click on Accept until each end hears the other. */
interface Sample {
  readonly caller: number
  readonly callee: number
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
  await hangUp()
  if (atCaller === undefined || atCallee === undefined) throw new Error('an end heard nothing')
  return { caller: atCaller - clicked, callee: atCallee - clicked }
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

/** Calls of all of them, in turns. @returns two series each: `NAME: caller` and `NAME: callee` */
export async function callInTurns(
  bench: Bench,
  contenders: Readonly<Record<string, Contender>>,
): Promise<readonly Series[]> {
  const calls = Object.entries(contenders).map(([name, contender]) => [name, () => oneCall(contender)] as const)
  const samples = await interleave(bench, Object.fromEntries(calls), { rounds: bench.quick ? 6 : 20 })
  return Object.entries(samples).flatMap(([name, all]) =>
    ENDS.map((end) => ({ name: `${name}: ${end}`, unit: 'ms' as const, samples: all.map((sample) => sample[end]) })),
  )
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
