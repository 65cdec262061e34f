import { barsOf, callInTurns, CLASSIC, ENDS, phonePair, referencePair, referencePairs } from '../harness/accept-call.ts'
import { openBrowsers, openPhone, openReferences, startRingdown } from '../harness/browsers.ts'
import type { Bar } from '../harness/outcome.ts'
import type { Bench, Program } from '../harness/program.ts'

const RINGDOWN = 'Ringdown'
const READY = 'Ringdown, microphone ready'
/** No bar: it shows what the filter takes of the first moment of a microphone, where a steady tone is as good as noise. */
const UNFILTERED = 'Ringdown, noise suppression off'
const FLOOR = 'floor: attach and play, one page'

const readyBars: readonly Bar[] = ENDS.flatMap((end) => [
  {
    name: `${end} hears, microphone ready: of the classic flow`,
    of: `${READY}: ${end}`,
    to: `${CLASSIC}: ${end}`,
    atMost: 0.19,
  },
  { name: `${end} hears, microphone ready: of the floor`, of: `${READY}: ${end}`, to: `${FLOOR}: ${end}`, atMost: 1 },
])

async function run(bench: Bench) {
  const browsers = await openBrowsers(bench)
  const open = await openReferences(bench, browsers)
  // Each pair in an office of its own: in a common one all of them are drawn anew at Accept, in the two browsers that are measured.
  const phones = async (caller: string, callee: string, settings: object = {}) => {
    const { url } = await startRingdown(bench)
    return phonePair(
      await openPhone(browsers.caller, url, caller, settings),
      await openPhone(browsers.callee, url, callee, settings),
      callee,
    )
  }
  const calls = await callInTurns(bench, {
    [RINGDOWN]: await phones('Ana', 'Ben'),
    [READY]: await phones('Cleo', 'Dan', { keepMicrophoneReady: true }),
    [UNFILTERED]: await phones('Eva', 'Finn', { noiseSuppression: false }),
    ...(await referencePairs(open)),
    [FLOOR]: await referencePair(open, 'floor'),
  })
  return { ...calls, bars: [...barsOf(RINGDOWN), ...readyBars] }
}

export const acceptToAudible: Program = { id: 'P-1', title: 'accept → audible', run }
