import { clickAt, expect, expectWithin, inCall, test } from '../support/browser-rig.ts'
import { expectHears, expectSees, loudestFor } from '../support/media-flow.ts'

test('video at accept: both see each other', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'], true)
  await expect(caller.page.getByLabel('Video of Ben')).toBeVisible()
  await expect(callee.page.getByLabel('Video of Ana')).toBeVisible()
  await Promise.all([expectSees(caller.page), expectSees(callee.page)])
  await expect(caller.page.getByLabel('Your own picture')).toBeVisible()
})

test('video mid-call: the camera goes on without a new connection', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  await caller.press('Turn camera on')
  await expect(callee.page.getByLabel('Video of Ana')).toBeVisible()
  await expectSees(callee.page)
  expect(await callee.page.evaluate(() => globalThis.pageProbe.connections.length)).toBe(1)
  await expectHears(callee.page)
})

test('camera off: the other side shows the avatar within 300 ms, and the camera is closed', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'], true)
  await expectSees(callee.page)
  const avatar = callee.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          if (document.querySelector('video[aria-label="Video of Ana"]')) return
          observer.disconnect()
          resolve(performance.timeOrigin + performance.now())
        })
        observer.observe(document, { subtree: true, childList: true })
      }),
  )
  const clicked = await clickAt(caller.page, 'Turn camera off')
  expectWithin((await avatar) - clicked, 300, 'camera off to avatar')
  await expect(callee.page.getByText('Ana’s camera is off').first()).toBeVisible()
  const live = () =>
    caller.page.evaluate(
      () => globalThis.pageProbe.tracks.filter((track) => track.kind === 'video' && track.readyState === 'live').length,
    )
  await expect.poll(live).toBe(0)
})

test('mute silences, is seen by the other side, and unmuting is heard at once', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  await expectHears(callee.page)
  await caller.press('Mute microphone')
  await expect(callee.page.getByText('Ana is muted').first()).toBeVisible()
  await expect
    .poll(() => loudestFor(callee.page, 1_200), { message: 'silence for longer than a beep apart' })
    .toBeLessThan(0.002)
  await caller.press('Unmute microphone')
  await expect(callee.page.getByText('Ana is muted')).toHaveCount(0)
  await expect.poll(() => loudestFor(callee.page, 1_200), { message: 'the beep is heard again' }).toBeGreaterThan(0.005)
})

test('the keys M and V mute and turn the camera, but not while somebody types', async ({ meet }) => {
  const { caller } = await inCall(meet, ['Ana', 'Ben'])
  await caller.page.keyboard.press('m')
  await expect(caller.page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
  await caller.page.getByRole('textbox', { name: 'Search or dial' }).click()
  await caller.page.keyboard.type('mv')
  await expect(caller.page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
  await expect(caller.page.getByRole('button', { name: 'Turn camera on' })).toBeVisible()
})

test('the details of a call name path, round trip and sound', async ({ meet }) => {
  const { caller } = await inCall(meet, ['Ana', 'Ben'])
  await caller.press('Call details')
  const details = caller.page.getByRole('dialog', { name: 'Call details' })
  await expect(details).toContainText('Direct, UDP')
  await expect(details).toContainText('there and back')
  await expect(details).toContainText('opus')
})
