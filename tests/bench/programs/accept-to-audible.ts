import type { Browser, Page } from '@playwright/test'

import type { OpenReference } from '../harness/browsers.ts'
import { openBrowser, openPhone, openReferences, press, startRingdown } from '../harness/browsers.ts'
import type { Bar, Series } from '../harness/outcome.ts'
import type { Bench, Program } from '../harness/program.ts'
import { interleave } from '../harness/program.ts'

/** How long it rings before somebody accepts, ms; the same for all. */
const RINGING = 1_000

/** ms from the click on Accept until each end hears the other. */
interface Sample {
  readonly caller: number
  readonly callee: number
}

/** Two people and how they call: the same three steps for Ringdown and for every reference. */
interface Contender {
  readonly caller: Page
  readonly callee: Page
  readonly callButton: string
  hangUp(): Promise<void>
}

async function oneCall({ caller, callee, callButton, hangUp }: Contender): Promise<Sample> {
  await press(caller, callButton)
  const accept = callee.getByRole('button', { name: 'Accept', exact: true })
  await accept.waitFor()
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

async function ringdown(
  browser: Browser,
  url: string,
  names: readonly [string, string],
  settings: object = {},
): Promise<Contender> {
  const open = (name: string) => openPhone(browser, url, name, settings)
  const [caller, callee] = [await open(names[0]), await open(names[1])]
  return {
    caller,
    callee,
    callButton: `Call ${names[1]}`,
    async hangUp() {
      await caller.getByRole('toolbar').getByRole('button', { name: 'Hang up' }).click()
      await callee.getByRole('toolbar').getByRole('button', { name: 'Hang up' }).waitFor({ state: 'detached' })
    },
  }
}

/** A reference flow as a contender; the floor has both ends in one page. */
async function reference(open: OpenReference, flow: string): Promise<Contender> {
  const callee = await open(flow, 'callee')
  const caller = flow === 'floor' ? callee : await open(flow, 'caller')
  return {
    caller,
    callee,
    callButton: 'Call',
    hangUp: async () => void (await Promise.all([press(caller, 'Hang up'), press(callee, 'Hang up')])),
  }
}

const RINGDOWN = 'Ringdown'
const READY = 'Ringdown, microphone ready'
const FLOOR = 'floor: attach and play, one page'
const CLASSIC = '(a) classic flow'
const PEERJS = '(b) PeerJS'
const TRICKLE = '(c) textbook trickle'

const ENDS = ['caller', 'callee'] as const
const bars: readonly Bar[] = ENDS.flatMap((end) => [
  { name: `${end} hears: of the classic flow`, of: `${RINGDOWN}: ${end}`, to: `${CLASSIC}: ${end}`, atMost: 0.3 },
  { name: `${end} hears: of PeerJS`, of: `${RINGDOWN}: ${end}`, to: `${PEERJS}: ${end}`, atMost: 0.5 },
  { name: `${end} hears: of textbook trickle`, of: `${RINGDOWN}: ${end}`, to: `${TRICKLE}: ${end}`, atMost: 0.5 },
  {
    name: `${end} hears, microphone ready: of the classic flow`,
    of: `${READY}: ${end}`,
    to: `${CLASSIC}: ${end}`,
    atMost: 0.19,
  },
  { name: `${end} hears, microphone ready: of the floor`, of: `${READY}: ${end}`, to: `${FLOOR}: ${end}`, atMost: 1 },
])

async function run(bench: Bench) {
  const browser = await openBrowser(bench)
  const host = await startRingdown(bench)
  const open = await openReferences(bench, browser)
  const contenders: Readonly<Record<string, Contender>> = {
    [RINGDOWN]: await ringdown(browser, host.url, ['Ana', 'Ben']),
    [READY]: await ringdown(browser, host.url, ['Cleo', 'Dan'], { keepMicrophoneReady: true }),
    [CLASSIC]: await reference(open, 'classic'),
    [PEERJS]: await reference(open, 'peerjs'),
    [TRICKLE]: await reference(open, 'trickle'),
    [FLOOR]: await reference(open, 'floor'),
  }
  const calls = Object.fromEntries(
    Object.entries(contenders).map(([name, contender]) => [name, () => oneCall(contender)]),
  )
  const samples = await interleave(bench, calls, { rounds: bench.quick ? 6 : 20 })
  const series: readonly Series[] = Object.entries(samples).flatMap(([name, all]) =>
    ENDS.map((end) => ({ name: `${name}: ${end}`, unit: 'ms' as const, samples: all.map((sample) => sample[end]) })),
  )
  return { series, bars }
}

export const acceptToAudible: Program = { id: 'P-1', title: 'accept → audible', run }
