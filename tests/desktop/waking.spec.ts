import { execFileSync } from 'node:child_process'

import { inOffice } from './support/app-rig.ts'
import { expect, test } from './support/office-rig.ts'

/** Local ports of the connections to a port of this machine, as the kernel lists them. */
function connectionsTo(port: number): readonly string[] {
  const lines = execFileSync('ss', ['-Htn', 'state', 'established', 'dport', '=', `:${port}`], { encoding: 'utf8' })
  return lines
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/)[2] ?? '')
}
const ip = (...args: readonly string[]) => void execFileSync('ip', args)

for (const event of ['resume', 'unlock-screen'] as const) {
  test(`after ${event} the old connection is not asked: there is a new one`, async ({ start, host }) => {
    const app = await inOffice(start, 'Ben Okafor', host.server.invite)
    const before = connectionsTo(host.server.ports.lan)
    expect(before).toHaveLength(1)
    await app.electron.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event)
    await expect.poll(() => connectionsTo(host.server.ports.lan)).not.toEqual(before)
    await expect(app.page.getByRole('navigation')).toContainText('1 here')
  })
}

test('another address of this machine makes a new connection', async ({ start, host }) => {
  const app = await inOffice(start, 'Ben Okafor', host.server.invite)
  const before = connectionsTo(host.server.ports.lan)
  ip('addr', 'add', '192.168.77.11/24', 'dev', 'office0')
  try {
    await expect.poll(() => connectionsTo(host.server.ports.lan)).not.toEqual(before)
    await expect(app.page.getByRole('navigation')).toContainText('1 here')
  } finally {
    ip('addr', 'del', '192.168.77.11/24', 'dev', 'office0')
  }
})

test('the machine stays awake in a call, and no longer', async ({ start, host, visitor }) => {
  const app = await inOffice(start, 'Ben Okafor', host.server.invite)
  const ana = await visitor('Ana Petrović')
  const awake = () =>
    app.electron.evaluate(({ powerSaveBlocker }) => [0, 1, 2].some((id) => powerSaveBlocker.isStarted(id)))
  expect(await awake()).toBe(false)
  await ana.call('Ben Okafor')
  await app.person('Ben Okafor').accept()
  await ana.talks()
  await expect.poll(awake).toBe(true)
  await ana.page.getByRole('toolbar').getByRole('button', { name: 'Hang up' }).click()
  await expect.poll(awake).toBe(false)
})
