import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

import type { DesktopApp } from './support/app-rig.ts'
import { hostOffice, invitationOf, profileOf } from './support/app-rig.ts'
import { expect, test } from './support/office-rig.ts'

const SECRET = 'the-secret-of-studio-north'
const OFFICE = 'http://localhost:7480/'

/** Maya's app hosts, and shows its office's settings. */
async function officeSettings(app: DesktopApp) {
  await hostOffice(app, 'Maya Lindqvist')
  await invitationOf(app)
  const { page } = app
  const form = page.getByRole('form', { name: 'Server', exact: true })
  return {
    page,
    form,
    stored: async () => JSON.parse(await readFile(join(profileOf(app.home), 'host', 'office.json'), 'utf8')) as unknown,
    async write(fields: Readonly<Record<string, string>>) {
      for (const [name, value] of Object.entries(fields)) await form.getByRole('textbox', { name }).fill(value)
      await form.getByRole('button', { name: 'Save server' }).click()
    },
  }
}

test('a server of the office is added, changed and removed while it runs: phones hear of it at once, secrets stay in the host', async ({
  start,
  tab,
}) => {
  const app = await start()
  const { page, form, stored, write } = await officeSettings(app)
  const ben = await tab(OFFICE, 'Ben Okafor')
  const told: string[] = []
  const session = await ben.context.newCDPSession(ben.page)
  await session.send('Network.enable')
  session.on('Network.webSocketFrameReceived', ({ response }) => told.push(response.payloadData))
  await ben.page.reload()
  await ben.page.getByRole('navigation').waitFor()
  const toldOf = (text: string) =>
    expect.poll(() => told.filter((frame) => frame.startsWith('42["office"')).at(-1)).toContain(text)

  await page.getByRole('button', { name: 'Add server' }).click()
  await write({ Addresses: 'turn:turn.example:3478 stun:turn.example', 'Shared secret': SECRET })
  await expect(page.getByText('turn:turn.example:3478, stun:turn.example')).toBeVisible()
  await toldOf('"urls":["turn:turn.example:3478","stun:turn.example"]')
  const credentials = { kind: 'time-limited', secret: SECRET, lifetimeSeconds: 43_200 }
  expect(await stored()).toEqual({
    version: 1,
    iceServers: [{ urls: ['turn:turn.example:3478', 'stun:turn.example'], credentials }],
    relayOnly: false,
  })
  const { mode } = await stat(join(profileOf(app.home), 'host', 'office.json'))
  expect(mode & 0o777).toBe(0o600)

  await page.getByRole('button', { name: 'Edit turn:turn.example:3478' }).click()
  await expect(form.getByRole('textbox', { name: 'Shared secret' })).toHaveValue('')
  await write({ Addresses: 'turn:other.example' })
  await expect(page.getByText('turn:other.example')).toBeVisible()
  expect(await stored()).toMatchObject({ iceServers: [{ urls: ['turn:other.example'], credentials }] })

  await page.getByRole('switch', { name: 'Relay only' }).click()
  await expect(page.getByRole('switch', { name: 'Relay only' })).toBeChecked()
  await toldOf('"iceTransportPolicy":"relay"')
  await page.getByRole('button', { name: 'Remove turn:other.example' }).click()
  await expect(page.getByText('No call can connect')).toBeVisible()
  await toldOf('"iceServers":[]')
  expect(told.join('')).not.toContain(SECRET)
  expect(await page.content()).not.toContain(SECRET)
})

test('a wrong address is said by what is wrong with it, and nothing is stored', async ({ start }) => {
  const app = await start()
  const { page, form, write } = await officeSettings(app)
  await page.getByRole('button', { name: 'Add server' }).click()
  await write({ Addresses: 'turn://turn.example', 'Shared secret': SECRET })
  await expect(form.getByRole('alert')).toContainText('turn://turn.example needs a host name')
  await write({ Addresses: 'turn:turn.example', 'Shared secret': '' })
  await expect(form.getByRole('alert')).toContainText('Enter the secret')
  await form.getByRole('combobox', { name: 'Credentials' }).selectOption('none')
  await write({})
  await expect(form.getByRole('alert')).toContainText('A TURN server needs credentials')
  await form.getByRole('button', { name: 'Cancel' }).click()
  await expect(form).toBeHidden()
  await expect(page.getByRole('button', { name: /^Edit/ })).toHaveCount(0)
})

test('who only joined an office sees no servers of it', async ({ ben }) => {
  await ben.page.getByRole('button', { name: 'Settings' }).click()
  await ben.page.getByRole('button', { name: 'Office', exact: true }).click()
  await expect(ben.page.getByRole('button', { name: 'Leave' })).toBeVisible()
  await expect(ben.page.getByRole('button', { name: 'Add server' })).toHaveCount(0)
})
