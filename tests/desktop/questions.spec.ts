import { hostOffice } from './support/app-rig.ts'
import { expect, talk, test } from './support/office-rig.ts'

const focused = "document.activeElement?.textContent ?? ''"

test('U-5: in a question the answer that changes nothing has the focus, and Enter gives the focus back where it was', async ({
  ben: app,
  ana,
}) => {
  await talk(ana, app)
  const before = app.page.getByRole('button', { name: 'Settings' })
  await before.focus()
  void app.electron.evaluate(({ app: shell }) => shell.quit()).catch(() => {})
  const question = app.page.getByRole('alertdialog', { name: 'Quit Ringdown?' })
  await expect(question).toBeVisible()
  expect(await app.page.evaluate(focused)).toBe('Cancel')
  await app.page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(before).toBeFocused()
  await ana.talks()
  await ana.hangUp()
})

test('U-5: Enter in the question whether to stop hosting keeps the host', async ({ start, tab }) => {
  const app = await start()
  await hostOffice(app, 'Maya Lindqvist')
  await tab('http://localhost:7480/', 'Ben Okafor')
  await app.page.getByRole('listitem', { name: 'Ben Okafor' }).waitFor()
  await app.page.getByRole('button', { name: 'Settings' }).click()
  await app.page.getByRole('button', { name: 'Office', exact: true }).click()
  const host = app.page.getByRole('switch').first()
  await host.press('Space')
  await expect(app.page.getByRole('alertdialog')).toBeVisible()
  expect(await app.page.evaluate(focused)).toBe('Keep hosting')
  await app.page.keyboard.press('Enter')
  await expect(app.page.getByRole('alertdialog')).toBeHidden()
  await expect(host).toBeChecked()
})
