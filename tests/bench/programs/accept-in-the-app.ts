import type { Contender } from '../harness/accept-call.ts'
import { barsOf, callInTurns, phonePair, referencePairs } from '../harness/accept-call.ts'
import { openBrowsers, openPhone, openReferences, startRingdown } from '../harness/browsers.ts'
import { DESKTOP, openApp, packageApp } from '../harness/desktop.ts'
import type { Measurement } from '../harness/outcome.ts'
import type { Bench, Program } from '../harness/program.ts'

/** Who calls whom; the references are between two pages of Chromium, in the same turns. */
const PAIRS = ['app to app', 'browser to app', 'app to browser'] as const

async function run(bench: Bench): Promise<Measurement> {
  await packageApp(bench)
  const browsers = await openBrowsers(bench)
  const host = await startRingdown(bench)
  const [ana, ben] = [await openApp(bench, 'Ana', host.invite, 'caller'), await openApp(bench, 'Ben', host.invite)]
  const cleo = await openPhone(browsers.caller, host.url, 'Cleo')
  const dan = await openPhone(browsers.callee, host.url, 'Dan')
  const pairs: Readonly<Record<(typeof PAIRS)[number], Contender>> = {
    'app to app': phonePair(ana.page, ben.page, 'Ben'),
    'browser to app': phonePair(cleo, ben.page, 'Ben'),
    'app to browser': phonePair(ana.page, dan, 'Dan'),
  }
  const runtime = await ana.electron.evaluate(() => process.versions)
  const flows = await referencePairs(await openReferences(bench, browsers))
  const { series, notes } = await callInTurns(bench, { ...pairs, ...flows })
  return {
    series,
    bars: PAIRS.flatMap((pair) => barsOf(pair, `, ${pair}`)),
    notes: [
      `The app runs in Electron ${runtime['electron']} on Chromium ${runtime['chrome']}, the references in Chromium ${browsers.caller.version()}.`,
      ...notes,
    ],
  }
}

export const acceptInTheApp: Program = { id: 'P-1-desktop', title: 'accept → audible, desktop app', ...DESKTOP, run }
