import type { Person } from '../support/browser-rig.ts'
import { expect, personOf, test } from '../support/browser-rig.ts'

/** The same browser opens the phone again: its first tab is the same person. */
async function openAgain({ name, context }: Person, url: string): Promise<Person> {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('navigation').waitFor()
  return personOf(name, page, context)
}

const badge = ({ page }: Person) => page.getByText('1 missed call', { exact: true })
const openRecents = ({ page }: Person) => page.getByRole('button', { name: /^Recents/ }).click()
const missedLine = ({ page }: Person, why: string) =>
  page.getByRole('listitem').filter({ hasText: 'Missed' }).filter({ hasText: why })

test('called while the phone was closed: one missed call when it opens again, with why and its true time', async ({
  meet,
  host,
}) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ben.page.close()
  await expect(ana.page.getByRole('listitem', { name: 'Ben' })).toContainText('left')
  await ana.call('Ben')
  await ana.sees('Unreachable')
  await host.restart()

  const back = await openAgain(ben, host.url)
  await expect(badge(back)).toBeAttached({ timeout: 15_000 })
  await openRecents(back)
  await expect(missedLine(back, 'Your phone was closed')).toHaveCount(1)
  await expect(missedLine(back, 'Your phone was closed')).toContainText('Ana')
  await expect(badge(back)).toHaveCount(0)

  // Written down and confirmed: nothing comes a second time, and what was seen stays seen.
  await back.page.reload()
  await back.page.getByRole('navigation').waitFor()
  await openRecents(back)
  await expect(missedLine(back, 'Your phone was closed')).toHaveCount(1)
  await expect(badge(back)).toHaveCount(0)
  await back.page.close()
})

test('called on do not disturb: nothing rings, the recents say it at once and why', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ben.page.getByRole('button', { name: /^Ben\./ }).click()
  await ben.page.getByRole('menuitemradio', { name: /For 1 hour/ }).click()
  await expect(ana.page.getByRole('listitem', { name: 'Ben' })).toContainText('until')
  await ana.call('Ben')
  await ana.sees('Do not disturb')
  await expect(badge(ben)).toBeAttached()
  await openRecents(ben)
  await expect(missedLine(ben, 'Do not disturb was on')).toHaveCount(1)
  await expect(ben.page.getByRole('alertdialog')).toHaveCount(0)
})
