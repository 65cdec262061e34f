import { clickTogether, expect, expectWithin, inCall, test, whenSeen } from '../support/browser-rig.ts'
import { expectHears, expectQuiet } from '../support/media-flow.ts'

test('two people call each other: sound flows both ways, packets and level', async ({ meet }) => {
  const { caller, callee } = await inCall(meet)
  await Promise.all([expectHears(caller.page), expectHears(callee.page)])
})

test('the caller sees ringing only when the far phone really rings (R-4)', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  await expect(ana.page.getByRole('status').filter({ hasText: 'Ringing…' })).toBeVisible()
  await expect(ben.page.getByRole('alertdialog', { name: 'Ana is calling' })).toBeVisible()
  await ana.press('Hang up')
})

test('decline: the caller reads it, both are free again', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  await ben.press('Decline')
  await ana.sees('Declined')
  await expectQuiet(ben.page)
})

test('cancel while ringing: the ring is gone, a missed call is left', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  await ana.press('Hang up')
  await expect(ben.page.getByRole('alertdialog')).toHaveCount(0)
  await expect(ben.page.getByText('1 missed call')).toHaveCount(1)
  await ben.press('Recents')
  await expect(ben.page.getByRole('listitem').filter({ hasText: 'Missed' })).toContainText('Ana')
})

for (const who of ['caller', 'callee'] as const) {
  test(`the ${who} hangs up: both see the end, nothing is left open and no timer runs (R-19, R-20)`, async ({
    meet,
  }) => {
    const two = await inCall(meet)
    await two[who].press('Hang up')
    await two.caller.sees('Call ended')
    await two.callee.sees('Call ended')
    await Promise.all([expectQuiet(two.caller.page), expectQuiet(two.callee.page)])
  })
}

test('F-19: a third party hears busy, and the running call is untouched', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  const cy = await meet('Cy')
  await cy.call('Ben')
  await cy.sees('Busy')
  await Promise.all([expectHears(caller.page), expectHears(callee.page)])
})

test.describe('no answer', () => {
  test.use({ hostOptions: { ringMs: 4_000 } })
  test('F-22: nobody answers: both ends stop within 1 s of each other', async ({ meet }) => {
    const ana = await meet('Ana')
    const ben = await meet('Ben')
    await ana.call('Ben')
    await ben.page.getByRole('alertdialog').waitFor()
    const missed = whenSeen(ben.page, 'nav', '1 missed call')
    const noAnswer = whenSeen(ana.page, '[role=status]', 'No answer')
    expectWithin(Math.abs((await missed) - (await noAnswer)), 1_000, 'F-22 ends apart')
  })
})

test('call again rings the same person with the same subject', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.press('Ben')
  await ana.page.getByRole('textbox', { name: 'Subject' }).fill('invoice 4411')
  await ana.page.getByRole('main').getByRole('button', { name: 'Call', exact: true }).click()
  await expect(ben.page.getByRole('alertdialog')).toContainText('invoice 4411')
  await ben.press('Decline')
  await ana.press('Call again')
  await expect(ben.page.getByRole('alertdialog')).toContainText('invoice 4411')
  await ben.accept()
  await ana.talks()
  await expectHears(ana.page)
})

test('F-06: both hang up at once: one end, the same on both sides', async ({ meet }) => {
  const { caller, callee } = await inCall(meet)
  await clickTogether([caller.page, 'Hang up'], [callee.page, 'Hang up'])
  await caller.sees('Call ended')
  await callee.sees('Call ended')
  await Promise.all([expectQuiet(caller.page), expectQuiet(callee.page)])
})

test('F-01, R-5: both call each other at once: one call, sound both ways', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await clickTogether([ana.page, 'Call Ben'], [ben.page, 'Call Ana'])
  await ana.talks()
  await ben.talks()
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
})

test('F-03: accept crosses cancel: the same end on both sides, no microphone left open', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  await clickTogether([ben.page, 'Accept'], [ana.page, 'Hang up'])
  // Which of the two was first decides the words, not the end.
  await expect(ana.page.getByRole('status').filter({ hasText: /^(?:Call ended|You hung up)/ })).toBeVisible()
  await expect(ben.page.getByRole('toolbar').getByRole('button')).toHaveCount(0)
  await Promise.all([expectQuiet(ana.page), expectQuiet(ben.page)])
})

test('F-17: the same person calls again right after the end', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  for (let round = 0; round < 3; round += 1) {
    await caller.press('Hang up')
    await callee.sees('Call ended')
    await caller.call('Ben')
    await callee.accept()
    await caller.talks()
  }
  await expectHears(caller.page)
})
