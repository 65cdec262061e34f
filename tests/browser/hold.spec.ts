import type { Page } from '@playwright/test'

import type { Person } from '../support/browser-rig.ts'
import { clickAt, expect, expectWithin, inCall, test, whenSeen } from '../support/browser-rig.ts'
import { credentials, restartIce } from '../support/ice-restart.ts'
import { expectHears, expectSees, flow, loudestFor } from '../support/media-flow.ts'

/** A beep comes once a second: longer than one apart. */
const LONGER_THAN_A_BEEP = 1_200

const sum = async (page: Page, what: 'sent' | 'received' | 'energy'): Promise<number> =>
  (await flow(page)).reduce((all, one) => all + one[what], 0)

/** What a call that is silent but for comfort noise plays in the time of a beep (totalAudioEnergy, W3C webrtc-stats). */
const SILENCE = 1e-6

/** What is played in that time; the level of a source cannot tell, it stays what its last packet said. */
async function energyIn(page: Page): Promise<number> {
  const before = await sum(page, 'energy')
  await loudestFor(page, LONGER_THAN_A_BEEP)
  return (await sum(page, 'energy')) - before
}

/** Not one packet leaves for as long as a voice would be heard. */
async function expectSendsNothing(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const before = await sum(page, 'sent')
      await loudestFor(page, LONGER_THAN_A_BEEP)
      return (await sum(page, 'sent')) - before
    })
    .toBe(0)
}

const liveCameras = (page: Page) =>
  page.evaluate(
    () => globalThis.pageProbe.tracks.filter((track) => track.kind === 'video' && track.readyState === 'live').length,
  )

declare global {
  var sounding: Set<HTMLMediaElement>
  var answerPrompt: (() => void) | undefined
}

/** Remembers what the page plays from now on; the elements are in no document. */
const watchSound = ({ page }: Person) =>
  page.evaluate(() => {
    globalThis.sounding = new Set()
    const play = HTMLMediaElement.prototype.play
    HTMLMediaElement.prototype.play = function playAndRemember() {
      globalThis.sounding.add(this)
      return play.call(this)
    }
  })
const plays = ({ page }: Person) =>
  page.evaluate(() => [...globalThis.sounding].some((one) => one.srcObject !== null && !one.paused))

test('hold: nothing is sent any more, both ends say so within 300 ms, and Resume is heard', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  await Promise.all([expectHears(caller.page), expectHears(callee.page)])
  expect(await energyIn(callee.page)).toBeGreaterThan(10 * SILENCE)
  const shown = Promise.all([
    whenSeen(caller.page, '[role=status]', 'On hold'),
    whenSeen(callee.page, '[role=status]', 'Ana put you on hold'),
  ])
  const clicked = await clickAt(caller.page, 'Hold')
  const [here, there] = await shown
  expectWithin(here - clicked, 300, 'Hold to shown here')
  expectWithin(there - clicked, 300, 'Hold to shown at the other end')

  await expectSendsNothing(caller.page)
  const before = await sum(callee.page, 'received')
  await expect.poll(() => energyIn(callee.page), { message: 'silence is played' }).toBeLessThan(SILENCE)
  expect(await sum(callee.page, 'received')).toBe(before)
  await expect(caller.page.getByText('is still on the line, but can’t hear or see you')).toBeVisible()

  const resumed = whenSeen(callee.page, '[role=status]', 'Ana is back')
  await expect(callee.page.getByText('Ana put you on hold').first()).toBeVisible()
  await caller.press('Resume')
  await resumed
  await expect(callee.page.getByText('Ana put you on hold')).toHaveCount(0)
  await Promise.all([expectHears(callee.page), expectHears(caller.page)])
})

test('F-33: with the host gone hold still reaches the other end, by the data channel', async ({ meet, host }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  await expectHears(callee.page)
  await host.server.close()
  await expect(caller.page.getByText('Host not reachable since')).toBeVisible()
  const shown = whenSeen(callee.page, '[role=status]', 'Ana put you on hold')
  const clicked = await clickAt(caller.page, 'Hold')
  expectWithin((await shown) - clicked, 300, 'Hold without a host to shown at the other end')
  await expectSendsNothing(caller.page)
  await caller.press('Resume')
  await expect(callee.page.getByText('Ana put you on hold')).toHaveCount(0)
  await expectHears(callee.page)
})

test('mute, camera and hold are three states of their own: each is kept and each can be changed on hold', async ({
  meet,
}) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'], true)
  await Promise.all([expectSees(caller.page), expectSees(callee.page)])
  await caller.press('Hold')
  await expect(callee.page.getByLabel('Video of Ana')).toHaveCount(0)
  await expect.poll(() => liveCameras(caller.page), { message: 'the camera is closed' }).toBe(0)
  await expect(caller.page.getByRole('button', { name: 'Turn camera off' })).toBeVisible()
  await caller.press('Mute microphone')
  await caller.press('Resume')
  await expectSees(callee.page)
  await expect(callee.page.getByText('Ana is muted').first()).toBeVisible()

  await caller.press('Hold')
  await caller.press('Turn camera off')
  await caller.press('Unmute microphone')
  await expectSendsNothing(caller.page)
  await caller.press('Resume')
  await expectHears(callee.page)
  await expect(callee.page.getByText('Ana is muted')).toHaveCount(0)
  await expect(callee.page.getByText('Ana’s camera is off').first()).toBeVisible()
  expect(await liveCameras(caller.page)).toBe(0)
})

test('both ends hold: nothing goes either way, and the call is heard again when the second resumes', async ({
  meet,
}) => {
  const caller = await meet('Ana')
  const callee = await meet('Ben')
  await Promise.all([watchSound(caller), watchSound(callee)])
  await caller.call('Ben')
  await callee.accept()
  await Promise.all([caller.talks(), callee.talks()])
  expect(await Promise.all([plays(caller), plays(callee)])).toEqual([true, true])
  await caller.press('Hold')
  await callee.press('Hold')
  await expect(caller.page.getByText('Ben put you on hold as well').first()).toBeVisible()
  await expect(callee.page.getByText('Ana put you on hold as well').first()).toBeVisible()
  await Promise.all([expectSendsNothing(caller.page), expectSendsNothing(callee.page)])
  expect(await Promise.all([plays(caller), plays(callee)])).toEqual([false, false])
  await caller.press('Resume')
  await expect(caller.page.getByRole('status').filter({ hasText: 'Ben put you on hold' })).toBeVisible()
  await callee.press('Resume')
  await Promise.all([expectHears(caller.page), expectHears(callee.page)])
  expect(await Promise.all([plays(caller), plays(callee)])).toEqual([true, true])
})

test('hold outlives an ICE restart: what was silent stays silent', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  await caller.press('Hold')
  await expect(callee.page.getByText('Ana put you on hold').first()).toBeVisible()
  const before = await credentials(caller.page)
  await restartIce(caller.page)
  await expect.poll(async () => (await credentials(caller.page)).own).not.toBe(before.own)
  await expectSendsNothing(caller.page)
  await expect(callee.page.getByText('Ana put you on hold').first()).toBeVisible()
  await caller.press('Resume')
  await expectHears(callee.page)
})

test('a microphone that is allowed only on hold is not heard before Resume', async ({ meet }) => {
  const caller = await meet('Ana')
  const callee = await meet('Ben')
  await caller.page.evaluate(() => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    const answered = new Promise<void>((resolve) => {
      globalThis.answerPrompt = resolve
    })
    navigator.mediaDevices.getUserMedia = (constraints) => answered.then(() => open(constraints))
  })
  await caller.call('Ben')
  await callee.accept()
  await caller.talks()
  await caller.press('Hold')
  await expect(callee.page.getByText('Ana put you on hold').first()).toBeVisible()
  await caller.page.evaluate(() => globalThis.answerPrompt?.())
  await expect.poll(() => caller.page.evaluate(() => globalThis.pageProbe.tracks.length)).toBe(1)
  await expectSendsNothing(caller.page)
  await caller.press('Resume')
  await expectHears(callee.page)
})

test('the key H holds and resumes, but not while somebody types', async ({ meet }) => {
  const { caller } = await inCall(meet, ['Ana', 'Ben'])
  await caller.page.keyboard.press('h')
  await expect(caller.page.getByRole('button', { name: 'Resume' })).toBeVisible()
  await caller.page.getByRole('textbox', { name: 'Search or dial' }).click()
  await caller.page.keyboard.type('h')
  await expect(caller.page.getByRole('button', { name: 'Resume' })).toBeVisible()
  await caller.page.getByRole('textbox', { name: 'Search or dial' }).blur()
  await caller.page.keyboard.press('h')
  await expect(caller.page.getByRole('toolbar').getByRole('button', { name: 'Hold' })).toBeVisible()
})
