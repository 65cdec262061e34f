import { execFileSync } from 'node:child_process'

import { expect, talk, test } from './support/office-rig.ts'

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
  test(`after ${event} the old connection is not asked: there is a new one`, async ({ ben: app, host }) => {
    const before = connectionsTo(host.server.ports.lan)
    expect(before).toHaveLength(1)
    await app.electron.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event)
    await expect.poll(() => connectionsTo(host.server.ports.lan)).not.toEqual(before)
    await expect(app.page.getByRole('main')).toContainText('1 here')
  })
}

test('another address of this machine makes a new connection', async ({ ben: app, host }) => {
  const before = connectionsTo(host.server.ports.lan)
  ip('addr', 'add', '192.168.77.11/24', 'dev', 'office0')
  try {
    await expect.poll(() => connectionsTo(host.server.ports.lan)).not.toEqual(before)
    await expect(app.page.getByRole('main')).toContainText('1 here')
  } finally {
    ip('addr', 'del', '192.168.77.11/24', 'dev', 'office0')
  }
})

test('the machine stays awake in a call, and no longer', async ({ ben: app, ana }) => {
  const awake = () =>
    app.electron.evaluate(({ powerSaveBlocker }) => [0, 1, 2].some((id) => powerSaveBlocker.isStarted(id)))
  expect(await awake()).toBe(false)
  await talk(ana, app)
  await expect.poll(awake).toBe(true)
  await ana.hangUp()
  await expect.poll(awake).toBe(false)
})
