import type { Page } from '@playwright/test'

import { expect, expectWithin, inCall, installedContext, personOf, test, whenSeen } from '../support/browser-rig.ts'

const details = (page: Page) => page.getByRole('dialog', { name: 'Call details' })
const row = (page: Page, what: string) => details(page).locator('dt', { hasText: what }).locator('+ dd')
const ADDRESS = /\d+\.\d+\.\d+\.\d+|[0-9a-f]{1,4}:[0-9a-f:]{2,}|\.local/

test('a running call shows its candidates, the pair in use and its own figures', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  await caller.press('Call details')
  await expect(row(caller.page, 'Path')).toHaveText('Direct, UDP')
  await expect(row(caller.page, 'Pair in use')).toHaveText(
    /^(?:host|peer-reflexive) UDP – (?:host|peer-reflexive) UDP$/,
  )
  await expect(row(caller.page, 'Candidates here')).toContainText(/\d × host UDP/)
  await expect(row(caller.page, 'Candidates there')).toContainText(/\d × host UDP/)
  await expect(row(caller.page, 'Setup')).toHaveText(/^rang after \d+ ms, voice \d+ ms after Accept$/)
  await callee.press('Call details')
  await expect(row(callee.page, 'Setup')).toHaveText(/^voice \d+ ms after Accept$/)
})

test('the details can be copied as text, and hold neither address nor name (S-44)', async ({ meet }) => {
  const { caller } = await inCall(meet, ['Ana', 'Ben'])
  await caller.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await caller.press('Call details')
  await row(caller.page, 'Pair in use').waitFor()
  await expect(row(caller.page, 'Path')).toHaveText('Direct, UDP')
  await caller.press('Copy details')
  await expect(details(caller.page).getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await caller.page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/^Call details\nPath: Direct, UDP\nPair in use: /)
  expect(copied).not.toMatch(ADDRESS)
  expect(copied).not.toMatch(/Ana|Ben/)
})

/** Every candidate that comes leads to a port where nobody is: what a firewall that drops UDP does to a call. */
function loseUdp(): void {
  const astray = (line: string) => line.replace(/^((?:a=)?candidate:\S+ \d+ \S+ \d+ \S+) \d+/gm, '$1 9')
  const Native = globalThis.RTCPeerConnection
  globalThis.RTCPeerConnection = class extends Native {
    override addIceCandidate(given?: RTCIceCandidateInit | null): Promise<void> {
      return super.addIceCandidate(given?.candidate ? { ...given, candidate: astray(given.candidate) } : given)
    }
    override setRemoteDescription(given: RTCSessionDescriptionInit): Promise<void> {
      return super.setRemoteDescription({ ...given, sdp: astray(given.sdp ?? '') })
    }
  }
}

test('F-43: a call whose UDP is blocked ends within 10 s and names the cause, at both ends', async ({
  browser,
  host,
}) => {
  const people = await Promise.all(
    ['Ana', 'Ben'].map(async (name) => {
      const context = await installedContext(browser)
      await context.addInitScript(loseUdp)
      const page = await context.newPage()
      await page.goto(host.url)
      await page.getByRole('textbox', { name: 'Your name' }).fill(name)
      await page.getByRole('button', { name: 'Join' }).click()
      return personOf(name, page, context)
    }),
  )
  const [ana, ben] = people
  if (!ana || !ben) throw new Error('nobody came')
  await ana.call('Ben')
  await ben.accept()
  const accepted = await ana.page.evaluate(() => performance.timeOrigin + performance.now())
  const ended = await whenSeen(ana.page, '[role=status]', 'No connection')
  expectWithin(ended - accepted, 10_000, 'F-43 accept to ice-failed')
  await expect(ana.page.getByText('UDP is blocked between you and Ben; no relay is configured.').first()).toBeVisible()
  await expect(ben.page.getByText('UDP is blocked between you and Ana; no relay is configured.').first()).toBeVisible()
  await expect(ana.page.getByText('Allow UDP through the firewalls between the two computers').first()).toBeVisible()
  await ana.press('Call details')
  await expect(row(ana.page, 'Cause')).toHaveText('UDP is blocked between you and Ben; no relay is configured.')
  await expect(row(ana.page, 'Path')).toHaveText('None')
  await expect(row(ana.page, 'Candidates there')).toContainText('host UDP')
  for (const { context } of people) await context.close()
})

test.describe('Test my network', () => {
  const check = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true })

  test('on a LAN without servers: signaling and UDP are green, the rest is not needed; by keyboard alone', async ({
    meet,
  }) => {
    const { page, press } = await meet('Ana')
    await press('Settings')
    await press('Network')
    await page.getByRole('button', { name: 'Test my network' }).focus()
    const began = await page.evaluate(() => performance.timeOrigin + performance.now())
    const finished = whenSeen(page, '[role=status]', 'Test finished')
    await page.keyboard.press('Enter')
    expectWithin((await finished) - began, 8_000, 'test of the network')
    await expect(check(page, 'Signaling')).toContainText(/Works, \d+ ms there and back/)
    await expect(check(page, 'UDP')).toContainText('Works on this computer.')
    await expect(check(page, 'STUN')).toContainText('None configured, not needed on one LAN.')
    await expect(check(page, 'TURN')).toContainText('None configured, not needed on one LAN.')
    await expect(page.getByRole('status').filter({ hasText: 'Test finished' })).toHaveText(
      'Test finished. No problems found.',
    )
  })

  test('without the host: it says so within 8 s, and the machine is looked at all the same', async ({ meet, host }) => {
    const { page, press } = await meet('Ana')
    await press('Settings')
    await press('Network')
    await host.server.close()
    await press('Test my network')
    await expect(check(page, 'Signaling')).toContainText('The host did not answer.')
    await expect(check(page, 'UDP')).toContainText('Works on this computer.')
    await expect(page.getByRole('status').filter({ hasText: 'Needs attention: Signaling.' })).toBeVisible()
  })

  test('cancelled, it leaves nothing open and can be started again', async ({ meet, host }) => {
    const { page, press } = await meet('Ana')
    await press('Settings')
    await press('Network')
    await host.server.close()
    await press('Test my network')
    await press('Cancel')
    await expect(page.getByRole('list', { name: 'Test my network' })).toHaveCount(0)
    const open = () =>
      page.evaluate(() => globalThis.pageProbe.connections.filter((one) => one.signalingState !== 'closed').length)
    await expect.poll(open).toBe(0)
    await press('Test my network')
    await expect(page.getByRole('list', { name: 'Test my network' })).toBeVisible()
  })
})
