import type { Person } from '../support/browser-rig.ts'
import { expect, inCall, test } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'

/** Whoever talks can mute and hang up here and now, by what is seen in the window. */
async function expectControls({ page }: Person, where: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'Hang up' }), where).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('button', { name: 'Mute microphone' }), where).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('timer'), where).toBeInViewport({ ratio: 1 })
}

/** The controls do what they say. */
async function muteAndHangUp(me: Person, other: Person): Promise<void> {
  await me.press('Mute microphone')
  const said = other.page.getByRole('region', { name: 'Phone' }).getByText(`${me.name} is muted`)
  await expect(said).toBeVisible()
  await me.press('Unmute microphone')
  await expect(said).toHaveCount(0)
  await me.press('Hang up')
  await other.sees('Call ended')
}

for (const [size, viewport] of [
  ['wide', { width: 960, height: 640 }],
  ['narrow', { width: 380, height: 640 }],
] as const) {
  test.describe(size, () => {
    test.use({ viewport })

    test(`U-1, U-6, C-1: every page of the phone keeps Mute and Hang up in sight (${size})`, async ({ meet }) => {
      const { caller: ana, callee: ben } = await inCall(meet, ['Ana', 'Ben'])
      const narrow = size === 'narrow'
      const back = () => ana.page.getByRole('main').getByRole('button', { name: 'Back', exact: true }).click()
      await expectControls(ana, 'the call')
      if (narrow) await back()
      await expectControls(ana, 'the list')
      await ana.press('Join group')
      await ana.page.getByRole('textbox', { name: 'Group' }).fill('002')
      await ana.page.keyboard.press('Enter')
      for (const row of ['Recents', '002']) {
        await ana.page.getByRole('navigation').getByRole('button', { name: row, exact: true }).click()
        await expectControls(ana, row)
        if (narrow) await back()
      }
      await ana.press('Settings')
      await expectControls(ana, 'the settings')
      if (narrow) await back()
      for (const page of ['Sound', 'Camera', 'Network', 'General']) {
        await ana.press(page)
        await expectControls(ana, page)
        if (narrow) await back()
      }
      await back()
      await ana.press('Ben, back to the call')
      await expectControls(ana, 'the call again')
      await muteAndHangUp(ana, ben)
    })

    test(`U-1, C-1: a name that is taken at a reconnect leaves Mute and Hang up in sight (${size})`, async ({
      meet,
      host,
    }) => {
      const { caller: ana, callee: ben } = await inCall(meet, ['Ana', 'Ben'])
      await host.restart({ roster: [{ contact: 'another', name: 'Ana', devices: ['A'.repeat(43)] }] })
      await expect(ana.page.getByRole('status').filter({ hasText: 'has this name already' })).toBeVisible()
      await expectControls(ana, 'the name again')
      await Promise.all([expectHears(ana.page), expectHears(ben.page)])
      await muteAndHangUp(ana, ben)
      await ana.sees('Call ended')
      await expect(ana.page.getByRole('region', { name: 'Call' })).toContainText('Ben: Call ended')
      await ana.press('Close')
      await expect(ana.page.getByRole('region', { name: 'Call' })).toHaveCount(0)
    })
  })
}

test('U-1, C-1: a phone that was opened elsewhere keeps Mute and Hang up in sight while its call lives', async ({
  meet,
}) => {
  const { caller: ana } = await inCall(meet, ['Ana', 'Ben'])
  // A copied profile: the same key without the lock that keeps two tabs apart.
  const page = await ana.context.newPage()
  await page.addInitScript(() =>
    Object.defineProperty(navigator.locks, 'request', {
      value: (_n: string, _o: object, keep: (lock: object) => void) => Promise.resolve(keep({})),
    }),
  )
  await page.goto(ana.page.url())
  await expect(ana.page.getByRole('status').filter({ hasText: 'open in another tab' })).toBeVisible()
  await expectControls(ana, 'open elsewhere')
  await ana.press('Hang up')
  await expect(ana.page.getByRole('region', { name: 'Call' })).toContainText('Ben: Call ended')
  await page.close()
})

for (const [what, go] of [
  ['a person', (me: Person) => me.press('Cleo')],
  ['the recents', (me: Person) => me.press('Recents')],
  ['the settings', (me: Person) => me.press('Settings')],
] as const) {
  test(`U-7: the end of a call is told beside ${what}, in words and to a screen reader`, async ({ meet }) => {
    await meet('Cleo')
    const { caller: ana, callee: ben } = await inCall(meet, ['Ana', 'Ben'])
    await go(ana)
    await ben.hangUp()
    const told = ana.page.getByRole('region', { name: 'Call', exact: true })
    await expect(told).toContainText('Ben: Call ended')
    await expect(told).toContainText('You talked for')
    await expect(ana.page.getByRole('status').filter({ hasText: 'Call ended' })).toHaveCount(1)
    await told.getByRole('button', { name: 'Ben: Call ended' }).click()
    await expect(ana.page.getByRole('button', { name: 'Call again' })).toBeVisible()
  })
}

test('U-6: Back from the settings leads to the call that they were opened from', async ({ meet }) => {
  const { caller: ana } = await inCall(meet, ['Ana', 'Ben'])
  await ana.press('Settings')
  await ana.press('General')
  await ana.press('Back')
  await expect(ana.page.getByRole('toolbar')).toBeVisible()
  await expect(ana.page.getByText('Choose somebody on the left to call')).toHaveCount(0)
})

test.describe('narrow', () => {
  test.use({ viewport: { width: 380, height: 640 } })

  test('U-3: after a call that took the list away the list is back', async ({ meet }) => {
    const { caller: ana, callee: ben } = await inCall(meet, ['Ana', 'Ben'])
    await ana.hangUp()
    await ben.sees('Call ended')
    await ben.press('Close')
    await expect(ben.page.getByRole('textbox', { name: 'Search or dial' })).toBeVisible()
  })

  test('U-3: Ctrl K leads to the search from every page', async ({ meet }) => {
    const ana = await meet('Ana')
    await meet('Ben')
    const search = ana.page.getByRole('textbox', { name: 'Search or dial' })
    for (const page of ['Ben', 'Recents']) {
      await ana.press(page)
      await expect(search).toBeHidden()
      await ana.page.keyboard.press('Control+k')
      await expect(search, page).toBeFocused()
    }
    await ana.press('Settings')
    await expect(ana.page.getByRole('heading', { name: 'Sound' })).toBeVisible()
    await ana.page.keyboard.press('Control+k')
    await expect(search, 'the settings').toBeFocused()
  })

  test('U-3: a person who goes away while one looks leaves a way back', async ({ meet }) => {
    const ana = await meet('Ana', { hash: '#room=001' })
    const ben = await meet('Ben', { hash: '#room=002' })
    await ana.press('002')
    await ben.press('002')
    await ben.press('Leave group')
    await expect(ana.page.getByRole('button', { name: 'Leave group' })).toHaveCount(0)
    await ana.press('Back')
    await expect(ana.page.getByRole('textbox', { name: 'Search or dial' })).toBeVisible()
  })
})
