import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'

import { announcementOf } from '../../src-main/discovery/announcement.ts'
import { announceOffice } from '../../src-main/discovery/mdns.ts'
import { officeNetworks } from '../../src-main/discovery/networks.ts'
import type { RunningServer } from '../../src-signaling/server/create-server.ts'
import { createServer } from '../../src-signaling/server/create-server.ts'
import { connectPhone } from '../support/signaling-client.ts'
import type { DesktopApp } from './support/app-rig.ts'
import { test as base, expect, hostOffice, inOffice, invitationOf, profileOf, twoApps } from './support/app-rig.ts'

/* These change the addresses of the network that the desktop tests have for themselves (inside.sh). */
const CARD = 'office0'
const HOME = '192.168.77.10'
const ip = (...args: readonly string[]) => void execFileSync('ip', args)

interface Fixtures {
  /** Gives the card other addresses; afterwards it has its own again. */
  readonly addresses: (...wanted: readonly string[]) => void
  /** A host at an address, which announces itself there. */
  readonly host: (address: string, options?: HostAt) => Promise<RunningServer>
  readonly folder: string
}
interface HostAt {
  readonly dataDir?: string
  /** What it announces instead of its own pin. */
  readonly pin?: string
  readonly name?: string
}

const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'ringdown-finding-'))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  addresses: async ({}, use) => {
    const set = (...wanted: readonly string[]) => {
      ip('addr', 'flush', 'dev', CARD)
      for (const address of wanted) ip('addr', 'add', `${address}/24`, 'dev', CARD)
    }
    await use(set)
    set(HOME)
    ip('route', 'replace', 'default', 'via', '192.168.77.1', 'dev', CARD)
  },
  host: async ({ folder }, use) => {
    const ends: (() => Promise<void>)[] = []
    await use(async (address, { dataDir = join(folder, address), pin, name = 'Studio North' } = {}) => {
      const server = await createServer({ name, dataDir, webRoot: folder, host: address, localPort: 0 })
      const networks = officeNetworks(networkInterfaces()).filter((network) => network.address === address)
      const announcement = announcementOf(name, 'ben-pc', pin ?? server.pin ?? '')
      const silence = announceOffice(networks, server.ports.lan, announcement, () => {})
      let open = true
      const close = async () => {
        if (!open) return
        open = false
        silence()
        await server.close()
      }
      ends.push(close)
      return { ...server, lanUrls: server.lanUrls, invite: server.invite, close }
    })
    for (const end of ends) await end()
  },
})

const storedOffice = async (app: DesktopApp) => {
  const text = await readFile(join(profileOf(app.home), 'settings.json'), 'utf8')
  return (JSON.parse(text) as { readonly office: { readonly addresses: readonly string[] } }).office.addresses
}

test('C-7: an app finds its office at its new address by its pin, at no other host, and remembers where', async ({
  start,
  addresses,
  host,
  folder,
}) => {
  addresses(HOME, '192.168.77.20')
  const dataDir = join(folder, 'office')
  const first = await host('192.168.77.20', { dataDir })
  const app = await inOffice(start, 'Ben Okafor', first.invite)
  const office = app.page.getByRole('main')
  await expect(office).toContainText('1 here')
  await first.close()
  await expect(office).toContainText('Host not reachable', { timeout: 20_000 })

  // Somebody else announces the same characters of a pin.
  addresses(HOME, '192.168.77.28', '192.168.77.29')
  const liar = await host('192.168.77.28', { pin: first.pin ?? '' })
  const second = await host('192.168.77.29', { dataDir })
  expect(second.pin).toBe(first.pin)
  await expect(office).toContainText('1 here', { timeout: 30_000 })
  expect(liar.counts()).toMatchObject({ devices: 0 })
  await expect.poll(() => storedOffice(app)).toEqual(['192.168.77.29', '192.168.77.20'])

  // And at the start of the app.
  await app.stop()
  await second.close()
  addresses(HOME, '192.168.77.31')
  await host('192.168.77.31', { dataDir })
  const again = await start({ home: app.home })
  await expect(again.page.getByRole('main')).toContainText('1 here', { timeout: 30_000 })
  expect((await storedOffice(again))[0]).toBe('192.168.77.31')
})

test('C-4 B-15: the address, the invitation and the QR code of a host follow the network', async ({
  start,
  addresses,
}) => {
  const app = await start()
  await hostOffice(app, 'Maya Lindqvist')
  expect(await invitationOf(app)).toContain(`https://${HOME}:`)
  const code = app.page.getByRole('img', { name: 'QR code of the invitation' })
  const before = await code.getAttribute('src')
  addresses('192.168.77.40')
  const invitation = app.page.getByRole('textbox', { name: 'Invitation' })
  await expect(invitation).toHaveValue(/^https:\/\/192\.168\.77\.40:/, { timeout: 10_000 })
  await expect(app.page.getByText('192.168.77.40:')).toBeVisible()
  await expect(code).not.toHaveAttribute('src', before ?? '')
  addresses()
  await expect(app.page.getByText('This computer is not connected to a network.')).toBeVisible({ timeout: 10_000 })
  await expect(invitation).toHaveCount(0)
})

test('C-8: looking for offices goes on by itself when a network appears', async ({ start, addresses, host }) => {
  addresses()
  const app = await start()
  await expect(app.page.getByText('This computer is not connected to a network.')).toBeVisible()
  addresses(HOME)
  await host(HOME)
  await expect(app.page.getByRole('radio')).toBeEnabled({ timeout: 15_000 })
  await expect(app.page.getByText('This computer is not connected to a network.')).toHaveCount(0)
})

test('A-15: an office that goes is not replaced under the selection by another one of its name', async ({
  start,
  addresses,
  host,
}) => {
  addresses(HOME, '192.168.77.20', '192.168.77.28')
  const app = await start()
  const first = await host('192.168.77.20')
  await expect(app.page.getByRole('radio')).toBeChecked({ timeout: 15_000 })
  await host('192.168.77.28')
  await expect(app.page.getByRole('radio')).toHaveCount(2)
  await first.close()
  await expect(app.page.getByRole('radio')).toHaveCount(1, { timeout: 20_000 })
  await expect(app.page.getByRole('radio')).not.toBeChecked()
  await expect(app.page.getByRole('button', { name: 'Join' })).toBeDisabled()
})

test('the empty page of a host shows its name, the words, the code, and the way to find out why nobody comes', async ({
  start,
}) => {
  const app = await start()
  await hostOffice(app, 'Maya Lindqvist')
  await expect(app.page.getByRole('heading', { name: /^You host Office of .* Nobody else is here yet$/ })).toBeVisible()
  await expect(app.page.getByRole('img', { name: 'QR code of the invitation' })).toBeVisible()
  await expect(app.page.getByText('Check that both screens show the same four words:')).toBeVisible()
  await app.page.getByRole('button', { name: 'Find out why' }).click()
  await expect(app.page.getByRole('heading', { name: 'Network' })).toBeVisible()
})

test('U-21 U-14: leaving an office asks first, and the name is still there afterwards', async ({ start, host }) => {
  const server = await host(HOME)
  const app = await inOffice(start, 'Ben Okafor', server.invite)
  await app.page.getByRole('button', { name: 'Settings' }).click()
  await app.page.getByRole('button', { name: 'Office', exact: true }).click()
  await app.page.getByRole('switch', { name: 'Host a new office on this computer' }).click()
  await expect(app.page.getByRole('alertdialog')).toContainText('You will leave Studio North.')
  await app.page.getByRole('button', { name: 'Cancel' }).click()
  await app.page.getByRole('button', { name: 'Leave' }).click()
  await expect(app.page.getByRole('alertdialog')).toContainText('Leave Studio North?')
  await app.page.getByRole('button', { name: 'Cancel' }).click()
  await expect(app.page.getByRole('main')).toContainText('Studio North')
  await app.page.getByRole('button', { name: 'Leave' }).click()
  await app.page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click()
  await expect(app.page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Ben Okafor')
})

test('A-6: an opened invitation shows where it leads and its words, and no key that is pressed by chance joins', async ({
  start,
  host,
}) => {
  const server = await host(HOME)
  const app = await inOffice(start, 'Ben Okafor', server.invite)
  const payload = server.invite.split('#join=')[1] ?? ''
  await app.electron.evaluate(({ app: electron }, link) => {
    electron.emit('second-instance', {}, ['ringdown', link])
  }, `ringdown:join?${payload}`)
  const question = app.page.getByRole('alertdialog')
  await expect(question).toContainText(HOME)
  await expect(question).toContainText('Its four words:')
  await app.page.keyboard.press('Enter')
  await expect(question).toHaveCount(0)
  await expect(app.page.getByRole('main')).toContainText('1 here')
})

test('U-22 U-1: who hosts and talks is told of both, at quitting and at the host switch', async ({ start }) => {
  const { first } = await twoApps(start)
  await first.electron.evaluate(({ app: electron }) => void setImmediate(() => electron.quit()))
  const question = first.page.getByRole('alertdialog')
  await expect(question).toContainText('You are in a call with Ben Okafor.')
  await expect(question).toContainText('1 other person is connected through this computer.')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await first.page.getByRole('button', { name: 'Settings' }).click()
  await first.page.getByRole('button', { name: 'Office', exact: true }).click()
  await first.page.getByRole('switch', { name: 'Host this office on this computer' }).click()
  await expect(question).toContainText('Your call with Ben Okafor goes on until one of you hangs up.')
  await question.getByRole('button', { name: 'Keep hosting' }).click()
  await expect(question).toHaveCount(0)
})

test('U-16 U-17: picking an office takes back what was typed; an address that does not answer is asked visibly', async ({
  start,
  host,
}) => {
  await host(HOME)
  const app = await start()
  const invitation = app.page.getByRole('textbox', { name: 'Invitation' })
  await expect(app.page.getByRole('radio')).toBeChecked({ timeout: 15_000 })
  await invitation.fill('10.255.255.1')
  await app.page.getByRole('button', { name: 'Join' }).click()
  await expect(app.page.getByText('Asking for its four words…')).toBeVisible()
  await expect(app.page.getByText('No answer there.')).toBeVisible({ timeout: 15_000 })
  await app.page.getByRole('radio').click()
  await expect(invitation).toHaveValue('')
  await expect(app.page.getByRole('radio')).toBeChecked()
})

test('U-15: a name that the other office refuses is asked for under the name of that office, with a way back', async ({
  start,
  addresses,
  host,
}) => {
  addresses(HOME, '192.168.77.28')
  const first = await host(HOME)
  const other = await host('192.168.77.28', { name: 'Warehouse' })
  const ben = await connectPhone(other.url, 'Ben Okafor')
  const app = await inOffice(start, 'Ben Okafor', first.invite)
  const payload = other.invite.split('#join=')[1] ?? ''
  await app.electron.evaluate(({ app: electron }, link) => {
    electron.emit('second-instance', {}, ['ringdown', link])
  }, `ringdown:join?${payload}`)
  await app.page.getByRole('alertdialog').getByRole('button', { name: 'Join' }).click()
  await expect(app.page.getByRole('heading', { name: 'Join Warehouse' })).toBeVisible()
  await app.page.getByRole('button', { name: 'Back' }).click()
  await expect(app.page.getByRole('button', { name: 'Host this office' })).toBeVisible()
  ben.close()
})
