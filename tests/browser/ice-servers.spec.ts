import type { OfficeSettings } from '../../src-signaling/server/office-settings.ts'
import { TIMERS } from '../../src-signaling/protocol/index.ts'
import { expectHears } from '../support/media-flow.ts'
import type { Person } from '../support/browser-rig.ts'
import { expect, expectWithin, test } from '../support/browser-rig.ts'

/** A TURN server where nobody is: what matters here is when it is asked for, and with what. */
const SETTINGS: OfficeSettings = {
  iceServers: [
    {
      urls: ['turn:127.0.0.1:9?transport=udp'],
      credentials: { kind: 'time-limited', secret: 'north', lifetimeSeconds: 43_200 },
    },
  ],
  relayOnly: false,
}

interface Frame {
  readonly at: number
  readonly text: string
}

/** What a page sends over its WebSocket, stamped in the browser; `hold` swallows what fits. */
async function watch({ page }: Person, hold: string | null = null): Promise<() => Promise<readonly Frame[]>> {
  await page.evaluate((swallowed) => {
    const frames: { at: number; text: string }[] = []
    Object.assign(globalThis, { sentFrames: frames })
    const send = WebSocket.prototype.send
    WebSocket.prototype.send = function sent(this: WebSocket, data: Parameters<typeof send>[0]) {
      const text = typeof data === 'string' ? data : ''
      frames.push({ at: performance.timeOrigin + performance.now(), text })
      if (swallowed === null || !text.includes(swallowed)) send.call(this, data)
    }
  }, hold)
  return () => page.evaluate(() => (globalThis as unknown as { sentFrames: Frame[] }).sentFrames)
}
const firstOf = (frames: readonly Frame[], command: string): Frame | undefined =>
  frames.find(({ text }) => text.includes(`["${command}"`))

const serversOf = ({ page }: Person) =>
  page.evaluate(() => globalThis.pageProbe.connections.at(-1)?.getConfiguration().iceServers ?? [])

test('the first gathering waits for the credentials, the invite does not; both ends use them and talk', async ({
  host,
  meet,
}) => {
  await host.server.settings.change(SETTINGS)
  const [ana, ben] = [await meet('Ana Petrović'), await meet('Ben Okafor')]
  const sent = await watch(ana)
  await ana.call('Ben Okafor')
  await ben.accept()
  await ana.talks()
  const names = (await sent()).map(({ text }) => /\["([a-z-]+)"/.exec(text)?.[1]).filter(Boolean)
  expect(names.slice(0, 3)).toEqual(['invite', 'ice-servers', 'description'])
  for (const person of [ana, ben]) {
    expect(await serversOf(person)).toEqual([
      {
        urls: ['turn:127.0.0.1:9?transport=udp'],
        username: expect.stringMatching(/^\d{10}:[\w-]{43}$/),
        credential: expect.stringMatching(/^[\w+/]{27}=$/),
      },
    ])
  }
  await expectHears(ben.page)
})

test('a host that never answers for the credentials holds the call up for a second, no longer', async ({
  host,
  meet,
}) => {
  await host.server.settings.change(SETTINGS)
  const [ana, ben] = [await meet('Ana Petrović'), await meet('Ben Okafor')]
  const sent = await watch(ana, '["ice-servers"')
  await ana.call('Ben Okafor')
  await ben.page.getByRole('button', { name: 'Accept', exact: true }).waitFor()
  await expect.poll(async () => firstOf(await sent(), 'description')).toBeDefined()
  const frames = await sent()
  const asked = firstOf(frames, 'ice-servers')?.at ?? Number.NaN
  const described = firstOf(frames, 'description')?.at ?? Number.NaN
  expect(described - asked, 'it does wait').toBeGreaterThan(TIMERS.iceServers - 100)
  expectWithin(described - asked, TIMERS.iceServers + 300, 'description without credentials')
  await ben.accept()
  await ana.talks()
  await expectHears(ben.page)
})

test('an office without TURN asks for nothing', async ({ host, meet }) => {
  await host.server.settings.change({
    iceServers: [{ urls: ['stun:127.0.0.1:9'], credentials: { kind: 'none' } }],
    relayOnly: false,
  })
  const [ana, ben] = [await meet('Ana Petrović'), await meet('Ben Okafor')]
  const sent = await watch(ana)
  await ana.call('Ben Okafor')
  await ben.accept()
  await ana.talks()
  expect(firstOf(await sent(), 'ice-servers')).toBeUndefined()
  expect(await serversOf(ana)).toMatchObject([{ urls: ['stun:127.0.0.1:9'] }])
})

test('relay only: not one host candidate leaves a phone', async ({ host, meet }) => {
  await host.server.settings.change({ ...SETTINGS, relayOnly: true })
  const [ana, ben] = [await meet('Ana Petrović'), await meet('Ben Okafor')]
  const sent = await watch(ana)
  await ana.call('Ben Okafor')
  await ben.accept()
  // Nobody relays here: the call cannot come up, and says so.
  await ana.page.getByRole('button', { name: 'Call again' }).waitFor()
  const policy = await ana.page.evaluate(
    () => globalThis.pageProbe.connections.at(-1)?.getConfiguration().iceTransportPolicy,
  )
  expect(policy).toBe('relay')
  const frames = await sent()
  expect(firstOf(frames, 'description')).toBeDefined()
  expect(frames.map(({ text }) => text).join('\n')).not.toContain('typ host')
})
