import { once } from 'node:events'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createServer } from '../../src-signaling/server/create-server.ts'
import { ioClient } from '../support/classic-clients.ts'
import { expectHears } from '../support/media-flow.ts'
import { hostOffice, invitationOf, joinOffice, profileOf } from './support/app-rig.ts'
import { expect, test } from './support/office-rig.ts'

/** A home whose settings were written before the first start. */
async function homeWith(settings: object): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'ringdown-home-'))
  await mkdir(profileOf(home), { recursive: true })
  await writeFile(join(profileOf(home), 'settings.json'), JSON.stringify({ version: 1, ...settings }))
  return home
}

test('a browser tab joins the office that an app hosts, and is called from it', async ({ start, tab }) => {
  const app = await start()
  await hostOffice(app, 'Maya Lindqvist')
  const ben = await tab('http://localhost:7480/', 'Ben Okafor')
  const maya = app.person('Maya Lindqvist')
  await maya.call('Ben Okafor')
  await ben.accept()
  await maya.talks()
  await expectHears(app.page)
  await expectHears(ben.page)
})

test('S-02: a host with another certificate is refused with a sentence; with the right pin it connects', async ({
  start,
  host,
}) => {
  const { pin, ports } = host.server
  const office = { addresses: ['127.0.0.1'], port: ports.lan, pin: 'A'.repeat(43), office: 'Studio North' }
  const home = await homeWith({ name: 'Ben Okafor', office })
  const wrong = await start({ home })
  await expect(wrong.page.getByRole('status')).toContainText('its certificate is different')
  await expect(wrong.page.getByRole('button', { name: 'Forget this office' })).toBeVisible()
  await wrong.stop()

  const settings = { version: 1, name: 'Ben Okafor', office: { ...office, pin } }
  await writeFile(join(profileOf(home), 'settings.json'), JSON.stringify(settings))
  const right = await start({ home })
  await expect(right.page.getByRole('navigation')).toContainText('Ben Okafor')
})

test('S-02: a typed address shows the words of its host before anything is joined', async ({ start, host }) => {
  const app = await start()
  await joinOffice(app, 'Ben Okafor', `127.0.0.1:${host.server.ports.lan}`)
  await expect(app.page.getByText('Its four words:')).toContainText(/\w+ · \w+ · \w+ · \w+/)
  await app.page.getByRole('button', { name: 'Join' }).click()
  await app.page.getByRole('button', { name: 'Skip' }).click()
  await expect(app.page.getByRole('navigation')).toContainText('Ben Okafor')
})

for (const [what, pasted, sentence] of [
  ['half an invitation', 'https://192.168.5.12:7443/#join=eyJ2Ijox', 'This invitation is not complete'],
  ['a sentence', 'please call me', 'neither an invitation nor an address'],
  ['an address where nobody is', '127.0.0.1:9', 'No answer there'],
] as const) {
  test(`${what} in the invitation field is answered in words`, async ({ start }) => {
    const app = await start()
    await joinOffice(app, 'Ben Okafor', pasted)
    await expect(app.page.getByText(sentence)).toBeVisible()
  })
}

test('a host’s port in use is said plainly, and hosting begins once it is free', async ({ start }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdown-other-'))
  const other = await createServer({ name: 'Other', dataDir, webRoot: dataDir })
  const app = await start()
  await app.page.getByRole('textbox', { name: 'Your name' }).fill('Maya Lindqvist')
  await app.page.getByRole('button', { name: 'Host this office' }).click()
  await expect(app.page.getByText('Its port is in use')).toBeVisible()
  await other.close()
  await app.page.getByRole('button', { name: 'Host this office' }).click()
  await app.page.getByRole('button', { name: 'Skip' }).click()
  await expect(app.page.getByRole('heading', { name: 'Nobody else is here yet' })).toBeVisible()
})

test('two hosts on one data folder: the second is refused, and says so', async ({ start }) => {
  const home = await homeWith({ name: 'Maya Lindqvist', host: { on: true, name: 'Studio', port: 0, localPort: 0 } })
  const dataDir = join(profileOf(home), 'host')
  const first = await createServer({ name: 'First', dataDir, webRoot: home, port: 0, localPort: 0 })
  const app = await start({ home })
  await expect(app.page.getByText('Its data folder is in use by another host')).toBeVisible()
  await first.close()
  await app.page.getByRole('button', { name: 'Start again' }).click()
  await expect(app.page.getByRole('navigation')).toContainText('Maya Lindqvist')
  const refused = createServer({ name: 'Second', dataDir, webRoot: home, port: 0, localPort: 0 })
  await expect(refused).rejects.toThrow(/uses the data folder/)
})

test('older clients are let in by a switch; a port in use is said, and the host goes on without them', async ({
  start,
}) => {
  const app = await start()
  await hostOffice(app, 'Maya Lindqvist')
  await invitationOf(app)
  const letIn = app.page.getByRole('switch', { name: 'Let older clients in' })
  const taken = createHttpServer().listen(3_030, '127.0.0.1')
  await once(taken, 'listening')
  await letIn.click()
  await expect(app.page.getByText('Its port is in use')).toBeVisible()
  await expect(letIn).not.toBeChecked()
  taken.close()
  await once(taken, 'close')
  await letIn.click()
  await expect(app.page.getByText('Socket.IO on port 3000, WebSocket on port 3030')).toBeVisible()
  const caller = await ioClient(3_000)
  await expect(app.page.getByRole('table')).toContainText('classic:001/1')
  await expect(app.page.getByRole('table')).toContainText('Old client, not verified')
  caller.close()
})

test('hosting is remembered: the app hosts again after a restart, under the same certificate', async ({ start }) => {
  const first = await start()
  await hostOffice(first, 'Maya Lindqvist')
  await first.page.getByRole('navigation').waitFor()
  await first.stop()
  const again = await start({ home: first.home })
  await expect(again.page.getByRole('main')).toContainText('you host')
})
