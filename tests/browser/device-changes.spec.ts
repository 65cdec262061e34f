import type { Page } from '@playwright/test'

import { expect, inCall, test } from '../support/browser-rig.ts'
import { expectHears, farVoices } from '../support/media-flow.ts'
import type { StubDevice } from '../support/stub-devices.ts'
import { farPitch, sentLabel, stubDevices } from '../support/stub-devices.ts'

const MICROPHONES: readonly StubDevice[] = [
  { kind: 'audioinput', id: 'headset', label: 'Headset Microphone (Realtek(R) Audio)', pitch: 900 },
  { kind: 'audioinput', id: 'table', label: 'Microphone (Realtek(R) Audio)', pitch: 450 },
]
const CAMERAS: readonly StubDevice[] = [
  { kind: 'videoinput', id: 'front', label: 'Front' },
  { kind: 'videoinput', id: 'back', label: 'Back' },
]

const opened = (page: Page) => page.evaluate(() => globalThis.stub.opened)
const choose = async (page: Page, kind: 'Microphone' | 'Camera' | 'Speaker', option: string | { index: number }) =>
  page.getByRole('combobox', { name: kind }).selectOption(option)

/** From the settings to the call that goes on meanwhile. */
async function backToCall(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Back', exact: true }).click()
  const strip = page.getByRole('button', { name: 'back to the call' })
  if (await strip.isVisible()) await strip.click()
  await page.getByRole('toolbar').waitFor()
}

test('C-3, B-10: another microphone chosen in the call is what the other end hears, also when one name ends like the other', async ({
  meet,
}) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await stubDevices(ana.page, MICROPHONES)
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  await expect.poll(() => farPitch(ben.page)).toBe(900)
  await ana.press('Settings')
  await choose(ana.page, 'Microphone', 'Microphone (Realtek(R) Audio)')
  await expect.poll(() => farPitch(ben.page)).toBe(450)
  await choose(ana.page, 'Microphone', 'System default')
  await choose(ana.page, 'Microphone', 'Headset Microphone (Realtek(R) Audio)')
  await expect.poll(() => farPitch(ben.page)).toBe(900)
  await backToCall(ana.page)
  await expect(ana.page.getByText('was unplugged')).toHaveCount(0)
})

test('B-10: the switches of the voice take effect in the running call', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  const live = () =>
    caller.page.evaluate(() => {
      const tracks = globalThis.pageProbe.tracks.filter((track) => track.readyState === 'live')
      return tracks.map((track) => track.getSettings().noiseSuppression)
    })
  await expect.poll(live).toEqual([true])
  await caller.press('Settings')
  await caller.page.getByRole('switch', { name: 'Noise suppression' }).click()
  await expect.poll(live).toEqual([false])
  await backToCall(caller.page)
  await expectHears(callee.page)
})

test('B-10: another camera chosen in the call is what the other end sees', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await stubDevices(ana.page, [...MICROPHONES, ...CAMERAS])
  await ana.call('Ben', true)
  await ben.accept()
  await ana.talks()
  await expect.poll(() => sentLabel(ana.page, 'video')).toBe('Front')
  await ana.press('Settings')
  await ana.press('Camera')
  await choose(ana.page, 'Camera', 'Back')
  await expect.poll(() => sentLabel(ana.page, 'video')).toBe('Back')
  const live = () =>
    ana.page.evaluate(() =>
      globalThis.pageProbe.tracks
        .filter((track) => track.kind === 'video' && track.readyState === 'live')
        .map((track) => track.label),
    )
  await expect.poll(live).toEqual(['Back'])
  await expect(ben.page.getByLabel('Video of Ana')).toBeVisible()
  await backToCall(ana.page)
})

test('B-4: a microphone that was refused is asked for at each press of its button, and is not muted when it comes', async ({
  meet,
}) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await stubDevices(ana.page, MICROPHONES)
  await ana.page.evaluate(() => void (globalThis.stub.fails = 'NotAllowedError'))
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  const microphone = ana.page.getByRole('button', { name: 'Mute microphone', exact: true })
  for (let press = 2; press <= 4; press += 1) {
    await microphone.click()
    await expect.poll(async () => (await opened(ana.page)).length).toBe(press)
  }
  await ana.page.evaluate(() => void (globalThis.stub.fails = null))
  await microphone.click()
  await expect.poll(() => farPitch(ben.page)).toBe(900)
  await expect(ben.page.getByText('Ana is muted')).toHaveCount(0)
})

test('B-11, B-12: buttons pressed on the last picture of a call that is over open nothing and do not stick', async ({
  meet,
}) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  await caller.page.evaluate(() => {
    const button = (name: string) => document.querySelector<HTMLButtonElement>(`[role=toolbar] [aria-label="${name}"]`)
    const [camera, mute] = [button('Turn camera on'), button('Mute microphone')]
    button('Hang up')?.click()
    camera?.click()
    mute?.click()
  })
  await callee.sees('Call ended')
  const live = () =>
    caller.page.evaluate(() => globalThis.pageProbe.tracks.filter((track) => track.readyState === 'live').length)
  await expect.poll(live).toBe(0)
  await caller.press('Call again')
  await callee.accept()
  await caller.talks()
  await expect(caller.page.getByRole('button', { name: 'Mute microphone', exact: true })).toBeVisible()
  await expect(caller.page.getByRole('button', { name: 'Turn camera on', exact: true })).toBeVisible()
  await expectHears(callee.page)
})

test('C-6: devices without names or ids: the microphone is opened once, however often the list is read', async ({
  meet,
}) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.page.evaluate(() => {
    const { mediaDevices } = navigator
    const nameless = { kind: 'audioinput', deviceId: '', label: '', groupId: '' } as MediaDeviceInfo
    Object.assign(globalThis, { lists: 0 })
    mediaDevices.enumerateDevices = () => {
      Object.assign(globalThis, { lists: (globalThis as unknown as { lists: number }).lists + 1 })
      return Promise.resolve([nameless])
    }
    mediaDevices.dispatchEvent(new Event('devicechange'))
  })
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  const lists = () => ana.page.evaluate(() => (globalThis as unknown as { lists: number }).lists)
  const before = await lists()
  await expect.poll(lists, { timeout: 15_000 }).toBeGreaterThan(before + 3)
  expect(await ana.page.evaluate(() => globalThis.pageProbe.captureCalls)).toBe(1)
})

test('C-6: a microphone that ends as soon as it is open is not opened without end', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await stubDevices(ana.page, MICROPHONES)
  await ana.page.evaluate(() => {
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints)
      const [track] = stream.getTracks()
      setTimeout(() => {
        track?.stop()
        track?.dispatchEvent(new Event('ended'))
      })
      return stream
    }
  })
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  const started = Date.now()
  await expect.poll(async () => (await opened(ana.page)).length, { timeout: 15_000 }).toBeGreaterThanOrEqual(4)
  expect(Date.now() - started).toBeGreaterThan(3_000)
})

test('C-13: the system takes the camera: the other end sees that it is off, and the picture comes back by itself', async ({
  meet,
}) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'], true)
  await expect(callee.page.getByLabel('Video of Ana')).toBeVisible()
  const systemMutes = (muted: boolean) =>
    caller.page.evaluate((now) => {
      const track = globalThis.pageProbe.tracks.find((one) => one.kind === 'video' && one.readyState === 'live')
      if (!track) throw new Error('no camera is open')
      Object.defineProperty(track, 'muted', { configurable: true, value: now })
      track.dispatchEvent(new Event(now ? 'mute' : 'unmute'))
    }, muted)
  await systemMutes(true)
  await expect(callee.page.getByText('Ana’s camera is off')).toBeVisible()
  await expect(callee.page.getByLabel('Video of Ana')).toHaveCount(0)
  await systemMutes(false)
  await expect(callee.page.getByLabel('Video of Ana')).toBeVisible()
  await expectHears(callee.page)
})

test('C-23: the system pauses the far voice: it plays again by itself', async ({ meet }) => {
  const { caller } = await inCall(meet, ['Ana', 'Ben'])
  await expect.poll(() => farVoices(caller.page)).toEqual([{ paused: false, muted: false }])
  await caller.page.evaluate(() => {
    for (const one of globalThis.pageProbe.loudspeakers) one.pause()
  })
  await expect.poll(() => farVoices(caller.page)).toEqual([{ paused: false, muted: false }])
  await caller.press('Hold')
  await expect.poll(() => farVoices(caller.page)).toEqual([{ paused: true, muted: true }])
})

test('D-11: the chosen speaker goes and comes without a word of the system: the voice follows', async ({ meet }) => {
  const { caller } = await inCall(meet, ['Ana', 'Ben'])
  await caller.press('Settings')
  await choose(caller.page, 'Speaker', { index: 2 })
  await backToCall(caller.page)
  const sink = () =>
    caller.page.evaluate(() => {
      const playing = globalThis.pageProbe.loudspeakers.find((one) => !one.paused)
      return (playing as { readonly sinkId?: string } | undefined)?.sinkId ?? ''
    })
  await expect.poll(sink).not.toBe('')
  const chosen = await sink()
  await caller.page.evaluate((gone) => {
    const { mediaDevices } = navigator
    const list = mediaDevices.enumerateDevices.bind(mediaDevices)
    Object.assign(globalThis, { isGone: true })
    mediaDevices.enumerateDevices = async () => {
      const { isGone } = globalThis as unknown as { isGone: boolean }
      return (await list()).filter(({ deviceId }) => !isGone || deviceId !== gone)
    }
  }, chosen)
  await expect.poll(sink).toBe('')
  await caller.page.evaluate(() => void Object.assign(globalThis, { isGone: false }))
  await expect.poll(sink).toBe(chosen)
})

test('B-7: testing the ringer while it rings leaves the ring going', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ben.page.evaluate(() => {
    const starts: number[] = []
    Object.assign(globalThis, { starts })
    const start = OscillatorNode.prototype.start
    OscillatorNode.prototype.start = function begin(this: OscillatorNode, when?: number) {
      starts.push(performance.now())
      start.call(this, when)
    }
  })
  await ben.press('Settings')
  await ana.call('Ben')
  await ben.page.getByRole('button', { name: 'Accept', exact: true }).waitFor()
  const pressed = await ben.page.evaluate(() => performance.now())
  await ben.press('Ring')
  await ben.press('Play a tone')
  // A round of the ring lasts 4 s; what was tested would be over after 1.7 s.
  const ringsOn = () =>
    ben.page.evaluate(
      (from) => (globalThis as unknown as { starts: number[] }).starts.some((at) => at > from + 1_900),
      pressed,
    )
  await expect.poll(ringsOn, { timeout: 10_000 }).toBe(true)
  await ben.press('Back')
})
