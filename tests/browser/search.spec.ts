import { expect, inCall, test } from '../support/browser-rig.ts'

test('U-4: Enter calls the hit that is first on the screen, and a favourite is above the others', async ({ meet }) => {
  const ana = await meet('Maya')
  for (const name of ['Adam Evans', 'Zoë Evans']) await meet(name)
  await ana.press('Zoë Evans')
  await ana.press('Favourite')
  await ana.page.keyboard.press('Control+k')
  await ana.page.keyboard.type('evan')
  const people = ana.page.getByRole('list', { name: 'People' }).getByRole('listitem')
  await expect(people).toHaveText([/^Zoë Evans.*Enter Call/, /^Adam Evans/])
  await expect(people.first().locator('b')).toHaveText('Evan')
  await ana.page.keyboard.press('Enter')
  await expect(ana.page.getByRole('toolbar')).toBeVisible()
  await expect(ana.page.getByRole('heading', { name: 'Zoë Evans' })).toBeVisible()
  await expect(ana.page.getByRole('textbox', { name: 'Search or dial' })).toHaveValue('')
})

test('U-4: a name that begins so comes first, the arrows choose another, groups follow', async ({ meet }) => {
  const maya = await meet('Maya', { hash: '#room=annex' })
  await meet('Alex Evans')
  const anders = await meet('Bo Anders')
  await meet('Ana')
  await maya.page.keyboard.press('Control+k')
  await maya.page.keyboard.type('an')
  const people = maya.page.getByRole('list', { name: 'People' }).getByRole('listitem')
  await expect(people).toHaveText([/^Ana/, /^Bo Anders/, /^Alex Evans/])
  await expect(maya.page.getByText('Recents', { exact: true })).toHaveCount(0)
  const chosen = maya.page.locator('[data-chosen]')
  for (const [key, name] of [
    ['ArrowDown', 'Bo Anders'],
    ['ArrowDown', 'Alex Evans'],
    ['ArrowDown', 'annex'],
    ['ArrowDown', 'annex'],
    ['ArrowUp', 'Alex Evans'],
    ['ArrowUp', 'Bo Anders'],
  ] as const) {
    await maya.page.keyboard.press(key)
    await expect(chosen).toContainText(name)
  }
  await maya.page.keyboard.press('Enter')
  await anders.accept()
  await maya.talks()
})

test('U-4: Escape empties the search, and the list is whole again', async ({ meet }) => {
  const maya = await meet('Maya')
  await meet('Ana')
  await maya.page.keyboard.press('Control+k')
  await maya.page.keyboard.type('x')
  await expect(maya.page.getByRole('listitem', { name: 'Ana' })).toHaveCount(0)
  await maya.page.keyboard.press('Escape')
  await expect(maya.page.getByRole('listitem', { name: 'Ana' })).toBeVisible()
})

test('U-19: a Chinese name is found by its sound in the real page', async ({ meet }) => {
  const maya = await meet('Maya')
  await meet('李娜')
  await meet('Søren O’Brien')
  await maya.page.keyboard.press('Control+k')
  await maya.page.keyboard.type('lina')
  await expect(maya.page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveText([/^李娜/])
  await maya.page.getByRole('textbox', { name: 'Search or dial' }).fill("o'brien soren")
  await expect(maya.page.getByRole('list', { name: 'People' }).getByRole('listitem')).toHaveText([/^Søren O’Brien/])
})

test('U-9, C-20: in a call the search keeps its text and says why nobody is called; every button to call is off', async ({
  meet,
}) => {
  await meet('Cleo', { hash: '#room=001' })
  const { caller: ana } = await inCall(meet, ['Ana', 'Ben'])
  const search = ana.page.getByRole('textbox', { name: 'Search or dial' })
  const sentence = 'You are in a call with Ben. Hang up first.'
  await search.fill('Cleo')
  await search.press('Enter')
  await expect(ana.page.getByRole('status').filter({ hasText: sentence })).toBeVisible()
  await expect(search).toHaveValue('Cleo')
  await expect(ana.page.getByRole('button', { name: 'Call Cleo', exact: true })).toBeDisabled()
  await ana.press('Cleo')
  await expect(ana.page.getByRole('button', { name: 'Call', exact: true })).toBeDisabled()
  await expect(ana.page.getByRole('button', { name: 'Video call', exact: true })).toBeDisabled()
  await expect(ana.page.getByRole('definition').filter({ hasText: sentence })).toBeVisible()
  await search.fill('')
  await search.press('Enter')
  await expect(ana.page.getByRole('status').filter({ hasText: sentence })).toBeVisible()
  await ana.press('001')
  await expect(ana.page.getByRole('button', { name: 'Call', exact: true })).toBeDisabled()
  await ana.press('Hang up')
  await expect(ana.page.getByRole('button', { name: 'Call', exact: true })).toBeEnabled()
  await ana.press('Recents')
  await expect(ana.page.getByRole('button', { name: /^Call back Ben/ })).toBeEnabled()
})

test('C-19: a subject is for whom it was typed, and is gone after the call', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben', { hash: '#room=002' })
  const cleo = await meet('Cleo', { hash: '#room=001' })
  const subject = ana.page.getByRole('textbox', { name: /^Subject/ })
  await ana.press('001')
  await subject.fill('salary of Ben')
  await ana.press('002')
  await expect(subject).toHaveValue('')
  await ana.page.getByRole('button', { name: 'Call', exact: true }).click()
  await ben.page.getByRole('alertdialog').waitFor()
  await expect(ben.page.getByText(/salary of Ben/)).toHaveCount(0)
  await ana.hangUp()
  await ana.press('001')
  await subject.fill('tea')
  await ana.page.getByRole('button', { name: 'Call', exact: true }).click()
  await expect(cleo.page.getByText('tea', { exact: true })).toBeVisible()
  await ana.hangUp()
  await ana.press('Close')
  await expect(subject).toHaveValue('')
})
