import { expect, installedContext, personOf, test } from '../support/browser-rig.ts'
import { chromiumLaunch } from '../support/chromium.ts'

test.use({ launchOptions: chromiumLaunch(['--autoplay-policy=document-user-activation-required']) })

/** Joins without a gesture: what a person does counts as one, and so does what Playwright does. */
const JOIN = `(() => {
  const input = document.querySelector('input')
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, 'Ben')
  input.dispatchEvent(new Event('input', { bubbles: true }))
  document.querySelector('button[type=submit]').click()
})()`

const CENTRE = `(() => {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Turn on ringing')
  const { x, y, width, height } = button.getBoundingClientRect()
  return [x + width / 2, y + height / 2]
})()`

test('a page that nobody has touched rings visibly, offers Turn on ringing, and then rings', async ({
  meet,
  browser,
  host,
}) => {
  const ana = await meet('Ana')
  const context = await installedContext(browser)
  const page = await context.newPage()
  await page.goto(host.url)
  const client = await context.newCDPSession(page)
  const look = async (expression: string) =>
    (await client.send('Runtime.evaluate', { expression, userGesture: false, returnByValue: true })).result
      .value as unknown
  await expect.poll(() => look('document.querySelector("input") !== null')).toBe(true)
  await look(JOIN)

  await ana.call('Ben')
  await expect.poll(() => look('document.querySelector("[role=alertdialog]") !== null')).toBe(true)
  expect(await look('navigator.userActivation.hasBeenActive')).toBe(false)
  await expect.poll(() => look('document.body.textContent.includes("This tab may not play sound yet.")')).toBe(true)
  await expect.poll(() => look('document.title')).toContain('Ana is calling')

  // A real click; Playwright's own look at the button would already count as a gesture.
  const [x, y] = (await look(CENTRE)) as [number, number]
  for (const type of ['mousePressed', 'mouseReleased'] as const) {
    await client.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 })
  }
  await expect.poll(() => look('document.body.textContent.includes("Turn on ringing")')).toBe(false)
  expect(await look('document.querySelector("[role=alertdialog]") !== null')).toBe(true)
  const ben = personOf('Ben', page, context)
  await ben.press('Decline')
  await ana.sees('Declined')
  await context.close()
})
