import type { Browser, Page } from '@playwright/test'

import type { Person } from '../support/browser-rig.ts'
import { arrive, expect, expectWithin, test as base, whenSeen } from '../support/browser-rig.ts'
import { expectHears, expectSees, loudestFor } from '../support/media-flow.ts'
import type { SeparateBrowser } from '../support/separate-browser.ts'
import { separateBrowser } from '../support/separate-browser.ts'
import { stamp } from '../support/within.ts'

/** Machines of their own, which sleep, wake and die. */
const test = base.extend<{ machine: () => Promise<SeparateBrowser> }>({
  // eslint-disable-next-line no-empty-pattern
  machine: async ({}, use) => {
    const machines: SeparateBrowser[] = []
    await use(async () => {
      const machine = await separateBrowser()
      machines.push(machine)
      return machine
    })
    for (const machine of machines) await machine.close()
  },
})

/** Time passes while something is asleep: there is nothing to wait for. */
const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function pairOf(here: Browser, there: SeparateBrowser, url: string): Promise<readonly [Person, Person]> {
  const ana = await arrive(here, url, 'Ana', {})
  const ben = await arrive(there.browser, url, 'Ben', {})
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  await ben.talks()
  return [ana, ben]
}

test.describe('while it rings', () => {
  test.use({ hostOptions: { ringMs: 5_000 } })
  test('F-39: the callee’s machine sleeps while it rings: awake again it shows one missed call, and does not ring', async ({
    meet,
    host,
    machine,
  }) => {
    const there = await machine()
    const ana = await meet('Ana')
    const ben = await arrive(there.browser, host.url, 'Ben', {})
    await ana.call('Ben')
    await ben.page.getByRole('alertdialog').waitFor()
    there.sleep()
    await ana.sees('No answer')
    there.wake()
    await expect(ben.page.getByText('1 missed call')).toHaveCount(1)
    await expect(ben.page.getByRole('alertdialog')).toHaveCount(0)
    await ben.press('Recents')
    await expect(ben.page.getByRole('listitem').filter({ hasText: 'Missed' })).toHaveCount(1)
  })
})

test('F-40: the callee’s machine sleeps for 5 s in a call: it goes on', async ({ browser, host, machine }) => {
  const there = await machine()
  const [ana, ben] = await pairOf(browser, there, host.url)
  there.sleep()
  await pass(5_000)
  there.wake()
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  await expect(ana.page.getByRole('timer').first()).toBeVisible()
  await ana.context.close()
})

test('F-40: it sleeps for 20 s: ICE is restarted, and the same call goes on', async ({ browser, host, machine }) => {
  test.setTimeout(90_000)
  const there = await machine()
  const [ana, ben] = await pairOf(browser, there, host.url)
  const before = await connections(ana)
  there.sleep()
  await expect(ana.page.getByText('Reconnecting…').first()).toBeVisible()
  await pass(20_000)
  const awake = stamp()
  there.wake()
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  expectWithin(stamp() - awake, 10_000, 'F-40 awake to sound on both sides')
  expect(await connections(ana)).toBe(before)
  await ana.context.close()
})

test('F-40: it sleeps for 40 s: the call is over on both sides, and both say why', async ({
  browser,
  host,
  machine,
}) => {
  test.setTimeout(120_000)
  const there = await machine()
  const [ana, ben] = await pairOf(browser, there, host.url)
  const slept = stamp()
  const told = whenSeen(ana.page, '[role=status]', 'Connection lost')
  there.sleep()
  expectWithin((await told) - slept, 32_000, 'F-40 peer lost')
  await pass(Math.max(0, 40_000 - (stamp() - slept)))
  there.wake()
  await expect(ben.page.getByRole('status').filter({ hasText: 'Connection lost' }).first()).toBeVisible()
  await ana.context.close()
})

test('F-70: everything of the caller is killed in a call: the other end is told within 30 s, and nothing rings later', async ({
  browser,
  host,
  machine,
}) => {
  test.setTimeout(120_000)
  const there = await machine()
  const [ana] = await pairOf(browser, there, host.url)
  const told = whenSeen(ana.page, '[role=status]', 'Connection lost')
  const killed = stamp()
  expect(there.killProcesses('')).toBeGreaterThan(2)
  expectWithin((await told) - killed, 30_500, 'F-70 killed to told')
  const again = await machine()
  const cy = await arrive(again.browser, host.url, 'Cy', {})
  await expect(cy.page.getByRole('listitem', { name: 'Ana' })).toContainText('Free')
  await expect(cy.page.getByRole('alertdialog')).toHaveCount(0)
  await expect(ana.page.getByRole('alertdialog')).toHaveCount(0)
  await ana.context.close()
})

test('F-71: the GPU process dies in a video call: sound and picture go on', async ({ browser, host, machine }) => {
  const there = await machine()
  const [ana, ben] = await pairOf(browser, there, host.url)
  await ben.press('Turn camera on')
  await expect(ana.page.getByLabel('Video of Ben')).toBeVisible()
  expect(there.killProcesses('--type=gpu-process')).toBeGreaterThan(0)
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  await ana.context.close()
})

test('F-71: the audio service dies in a video call: heard again, hears again, and the picture goes on', async ({
  browser,
  host,
  machine,
}) => {
  const there = await machine()
  const [ana, ben] = await pairOf(browser, there, host.url)
  await ana.press('Turn camera on')
  await expect(ben.page.getByLabel('Video of Ana')).toBeVisible()
  await watchMicrophone(ben.page)
  expect(there.killProcesses(AUDIO_SERVICE)).toBe(1)
  expectWithin(
    await ben.page.evaluate(() => globalThis.microphoneReopened),
    1_000,
    'F-71 microphone lost to opened anew',
  )
  for (const { page } of [ana, ben])
    await expect.poll(() => loudestFor(page, 1_500), { message: 'the beep is heard' }).toBeGreaterThan(0.1)
  await expectSees(ben.page)
  const picture = ben.page.getByLabel('Video of Ana')
  expect(await picture.evaluate((video: HTMLVideoElement) => video.error)).toBeNull()
  expect(await connections(ana)).toBe(1)
  await ana.context.close()
})

test('F-71: the audio service dies while it rings: it rings on', async ({ browser, host, machine }) => {
  const there = await machine()
  const ana = await arrive(browser, host.url, 'Ana', {})
  const ben = await arrive(there.browser, host.url, 'Ben', {})
  await recordSounds(ben.page)
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  await expect.poll(() => sounding(ben.page)).toBe(true)
  expect(there.killProcesses(AUDIO_SERVICE)).toBe(1)
  await expect.poll(() => ben.page.evaluate(() => globalThis.sounds.failures)).toBeGreaterThan(0)
  await expect.poll(() => sounding(ben.page)).toBe(true)
  await ana.context.close()
})

const AUDIO_SERVICE = 'audio.mojom.AudioService'

const watchMicrophone = (page: Page) =>
  page.evaluate(() => {
    const { tracks } = globalThis.pageProbe
    const lives = (track: MediaStreamTrack) => track.kind === 'audio' && track.readyState === 'live'
    globalThis.microphoneReopened = new Promise((resolve) => {
      tracks.find(lives)?.addEventListener('ended', () => {
        const at = performance.now()
        const look = () => (tracks.some(lives) ? resolve(performance.now() - at) : setTimeout(look, 5))
        look()
      })
    })
  })

declare global {
  /** How long it took from the end of the open microphone to the next one, ms. */
  var microphoneReopened: Promise<number>
  /** What makes sound in the page, and how often any of it failed. */
  var sounds: { readonly contexts: AudioContext[]; readonly elements: HTMLMediaElement[]; failures: number }
}

const recordSounds = (page: Page) =>
  page.evaluate(() => {
    globalThis.sounds = { contexts: [], elements: [], failures: 0 }
    const Native = globalThis.AudioContext
    globalThis.AudioContext = class extends Native {
      constructor() {
        super()
        globalThis.sounds.contexts.push(this)
      }
    }
    const play = HTMLMediaElement.prototype.play
    HTMLMediaElement.prototype.play = function record(this: HTMLMediaElement) {
      const { elements } = globalThis.sounds
      if (!elements.includes(this)) {
        elements.push(this)
        this.addEventListener('error', () => void (globalThis.sounds.failures += 1))
      }
      return play.call(this)
    }
  })

/** The tone's context runs, and the element that plays it is not silent for good. */
const sounding = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { contexts, elements } = globalThis.sounds
    return (
      contexts.length > 0 &&
      contexts.every((context) => context.state === 'running') &&
      elements.every((element) => element.error === null && !element.paused)
    )
  })

const connections = ({ page }: Person) => page.evaluate(() => globalThis.pageProbe.connections.length)
