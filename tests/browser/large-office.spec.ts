import type { Page } from '@playwright/test'

import { expect, test } from '../support/browser-rig.ts'
import { connectPhone } from '../support/signaling-client.ts'

const PEOPLE = 100

/** How often the page makes the words at the end of a person's row, since this was asked last. */
async function rowsWorded(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page)
  const sources = new Map<string, string>()
  client.on('Debugger.scriptParsed', ({ scriptId, url }) => {
    if (url.includes('/assets/main')) sources.set(scriptId, '')
  })
  await client.send('Debugger.enable')
  for (const scriptId of sources.keys()) {
    const { scriptSource } = await client.send('Debugger.getScriptSource', { scriptId })
    sources.set(scriptId, scriptSource)
  }
  await client.send('Profiler.enable')
  await client.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return async () => {
    const { result } = await client.send('Profiler.takePreciseCoverage')
    const wording = result
      .flatMap(({ scriptId, functions }) => functions.map(({ ranges }) => ({ scriptId, range: ranges[0] })))
      .flatMap(({ scriptId, range }) => (range ? [{ source: sources.get(scriptId) ?? '', ...range }] : []))
      .filter(({ source, startOffset, endOffset }) => source.slice(startOffset, endOffset).includes('row.callingYou'))
      .sort((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset))[0]
    // What did not run is not listed.
    return wording?.count ?? 0
  }
}

test('in an office of a hundred, a page words only the rows of those who changed', async ({ meet, host }) => {
  const others = await Promise.all(Array.from({ length: PEOPLE }, (_one, at) => connectPhone(host.url, `Person ${at}`)))
  const { page } = await meet('Ana')
  const row = (at: number) => page.getByRole('listitem', { name: `Person ${at}`, exact: true })
  await expect(row(PEOPLE - 1)).toBeVisible()
  const worded = await rowsWorded(page)
  await worded()

  await others[7]?.command('availability', { availability: 'do-not-disturb', forMs: null })
  await expect(row(7)).toContainText('do not disturb')
  const forOne = await worded()
  expect(forOne).toBeGreaterThan(0)
  expect(forOne).toBeLessThan(5)
  for (const other of others) other.close()
})
