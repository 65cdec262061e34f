import { startAgain } from './support/app-rig.ts'
import { expect, test } from './support/office-rig.ts'

const asLink = (invitation: string) => invitation.replace(/^.*#join=/, 'ringdown:join?')

test('E-10: an invitation opened with the app waits in its field for a click', async ({ start, host }) => {
  const link = asLink(host.server.invite)
  const app = await start({ args: [link] })
  // The rig has loaded the page anew; a second start hands the link on once more.
  expect(await startAgain(app.home, [link])).toBe(0)
  await expect(app.page.getByRole('textbox', { name: 'Invitation' })).toHaveValue(link)
  await app.page.getByRole('textbox', { name: 'Your name' }).fill('Ben Okafor')
  await app.page.getByRole('button', { name: 'Join' }).click()
  await app.page.getByRole('button', { name: 'Skip' }).click()
  await expect(app.page.getByRole('main')).toContainText('Studio North')
  await expect(app.page.getByRole('alertdialog')).toHaveCount(0)
})

test('E-10: somebody who is in an office is asked before it is left', async ({ ben: app, host }) => {
  await startAgain(app.home, [asLink(host.server.invite)])
  const question = app.page.getByRole('alertdialog', { name: 'Join Studio North?' })
  await expect(question).toContainText('You will leave Studio North.')
  await app.page.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toBeHidden()
  await startAgain(app.home, ['ringdown:call?everybody'])
  await expect(question).toBeHidden()
})
