import { expect, test } from '../support/browser-rig.ts'
import { chromiumLaunch } from '../support/chromium.ts'

test.use({ launchOptions: chromiumLaunch(['--autoplay-policy=document-user-activation-required']) })

test('a page that nobody has touched rings visibly, offers Turn on ringing, and then rings', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  // A reload takes the gesture of the first visit away.
  await ben.page.reload()
  await ben.page.getByRole('navigation').waitFor()
  await ana.call('Ben')
  const client = await ben.context.newCDPSession(ben.page)
  const look = async (expression: string) =>
    (await client.send('Runtime.evaluate', { expression, userGesture: false, returnByValue: true })).result
      .value as unknown
  await expect.poll(() => look('document.querySelector("[role=alertdialog]") !== null')).toBe(true)
  await expect.poll(() => look('document.body.textContent.includes("This tab may not play sound yet.")')).toBe(true)
  await expect.poll(() => look('document.title')).toContain('Ana is calling')
  expect(await look('navigator.userActivation.hasBeenActive')).toBe(false)
  await ben.press('Turn on ringing')
  await expect(ben.page.getByRole('button', { name: 'Turn on ringing' })).toHaveCount(0)
  await ben.press('Decline')
})
