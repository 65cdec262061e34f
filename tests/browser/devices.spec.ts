import { expect, inCall, test } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'

test('F-62: no microphone at all: receive-only, said on both sides', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await withoutDevices(ben.page)
  await ana.call('Ben')
  await ben.accept()
  await ben.talks()
  await expect(ben.page.getByText('No microphone found.').first()).toBeVisible()
  await expect(ana.page.getByText('Ben can only listen').first()).toBeVisible()
  await expectHears(ben.page)
})

test('F-62: a caller without microphone still rings and hears', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await withoutDevices(ana.page)
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  await expect(ana.page.getByText('No microphone found.').first()).toBeVisible()
  await expectHears(ana.page)
})

test('F-61: a microphone in use by another program is named as that', async ({ meet }) => {
  const ana = await meet('Ana')
  await meet('Ben')
  await failCapture(ana.page, 'NotReadableError')
  await ana.call('Ben')
  await expect(ana.page.getByText('Another program uses the microphone.').first()).toBeVisible()
})

test('F-25: a microphone that opens after the hang-up is closed on arrival', async ({ meet }) => {
  const ana = await meet('Ana')
  await meet('Ben')
  await ana.page.evaluate(() => {
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    const gate = new Promise<void>((resolve) => Object.assign(globalThis, { openGate: resolve }))
    mediaDevices.getUserMedia = async (constraints) => {
      await gate
      return open(constraints)
    }
  })
  await ana.call('Ben')
  await ana.press('Hang up')
  await ana.page.evaluate(() => (globalThis as unknown as { openGate: () => void }).openGate())
  const tracks = () => ana.page.evaluate(() => globalThis.pageProbe.tracks.map((track) => track.readyState))
  await expect.poll(tracks).toEqual(['ended'])
})

test('the settings show microphone, speaker and ringer, and the meter moves', async ({ meet }) => {
  const ana = await meet('Ana')
  await ana.press('Settings')
  for (const name of ['Microphone', 'Speaker', 'Ringer'])
    await expect(ana.page.getByRole('combobox', { name })).toBeVisible()
  await expect(ana.page.getByText('We hear you well.')).toBeVisible()
  await ana.page.getByRole('combobox', { name: 'Microphone' }).selectOption({ index: 1 })
  await ana.press('Camera')
  await expect(ana.page.getByRole('combobox', { name: 'Camera' })).toBeVisible()
  await ana.press('Show picture')
  await expect(ana.page.getByLabel('Your own picture')).toBeVisible()
  await ana.press('Back')
})

test('F-63, F-67: the microphone is unplugged mid-call: the next one takes over, a banner offers Undo, mute stays', async ({
  meet,
}) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  await ana.press('Mute microphone')
  await unplugOpenMicrophone(ana.page)
  await expect(ana.page.getByText('was unplugged. Now on').first()).toBeVisible()
  await expect(ana.page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible()
  await ana.press('Unmute microphone')
  await expectHears(ben.page)
  await ana.press('Undo')
  await expect(ben.page.getByText('Ana is muted').first()).toBeVisible()
})

test('F-64: the camera is unplugged mid-call: the other end sees it is off, and the sound is untouched', async ({
  meet,
}) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'], true)
  await expect(callee.page.getByLabel('Video of Ana')).toBeVisible()
  await caller.page.evaluate(() => {
    const pulled = globalThis.pageProbe.tracks.find((track) => track.kind === 'video' && track.readyState === 'live')
    pulled?.stop()
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  })
  await expect(callee.page.getByText('Ana’s camera is off').first()).toBeVisible()
  await expect(caller.page.getByText('No camera found.').first()).toBeVisible()
  await Promise.all([expectHears(caller.page), expectHears(callee.page)])
  expect(await callee.page.evaluate(() => globalThis.pageProbe.connections.length)).toBe(1)
})

test('F-65: the system mutes the microphone: said at both ends, the mute button stays what it was, and it ends by itself', async ({
  meet,
}) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  const said = caller.page.getByText('Your microphone is muted by the system or by a button on your headset.').first()
  await systemMutes(caller.page, true)
  await expect(said).toBeVisible()
  await expect(caller.page.getByRole('button', { name: 'Mute microphone', exact: true })).toBeVisible()
  await expect(callee.page.getByText('Ana is muted').first()).toBeVisible()
  await caller.press('Mute microphone')
  await expect(said).toHaveCount(0)
  await caller.press('Unmute microphone')
  await expect(said).toBeVisible()
  await expect(callee.page.getByText('Ana is muted').first()).toBeVisible()
  await systemMutes(caller.page, false)
  await expect(said).toHaveCount(0)
  await expect(callee.page.getByText('Ana is muted')).toHaveCount(0)
  await expectHears(callee.page)
})

test('F-66: the chosen speaker is gone mid-call: the voice plays on the default one', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await recordSinks(ana.page)
  await ana.press('Settings')
  const speaker = ana.page.getByRole('combobox', { name: 'Speaker' })
  await speaker.selectOption({ index: 2 })
  await ana.press('Back')
  await ana.call('Ben')
  await ben.accept()
  await ana.talks()
  const sink = () => ana.page.evaluate(() => globalThis.sinks.at(-1))
  await expect.poll(sink, { message: 'plays on the chosen one' }).not.toBe('')
  await ana.page.evaluate(async () => {
    const { mediaDevices } = navigator
    const left = (await mediaDevices.enumerateDevices()).filter(({ deviceId }) => deviceId !== globalThis.sinks.at(-1))
    mediaDevices.enumerateDevices = () => Promise.resolve(left)
    mediaDevices.dispatchEvent(new Event('devicechange'))
  })
  await expect.poll(sink, { message: 'plays on the default one' }).toBe('')
  await expectHears(ana.page)
})

declare global {
  /** Where the page's sounds were sent, newest last. */
  var sinks: string[]
}

const recordSinks = (page: Parameters<typeof expectHears>[0]) =>
  page.evaluate(() => {
    globalThis.sinks = []
    const { setSinkId } = HTMLMediaElement.prototype as { setSinkId(this: HTMLMediaElement, id: string): Promise<void> }
    HTMLMediaElement.prototype.setSinkId = function record(this: HTMLMediaElement, id: string) {
      globalThis.sinks.push(id)
      return setSinkId.call(this, id)
    }
  })

async function failCapture(page: Parameters<typeof expectHears>[0], name: string): Promise<void> {
  await page.evaluate((error) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('refused', error))
  }, name)
}

async function withoutDevices(page: Parameters<typeof expectHears>[0]): Promise<void> {
  await failCapture(page, 'NotFoundError')
  await page.evaluate(() => {
    navigator.mediaDevices.enumerateDevices = () => Promise.resolve([])
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'))
  })
}

/** Chromium's fake microphone has no mute of its own: what its track would say of itself, said by hand. */
async function systemMutes(page: Parameters<typeof expectHears>[0], muted: boolean): Promise<void> {
  await page.evaluate((now) => {
    const track = globalThis.pageProbe.tracks.find((one) => one.kind === 'audio' && one.readyState === 'live')
    if (!track) throw new Error('no microphone is open')
    Object.defineProperty(track, 'muted', { configurable: true, value: now })
    track.dispatchEvent(new Event(now ? 'mute' : 'unmute'))
  }, muted)
}

/** Chromium's fake devices cannot be pulled: the list loses the open one, its track ends, the next is another. */
async function unplugOpenMicrophone(page: Parameters<typeof expectHears>[0]): Promise<void> {
  await page.evaluate(async () => {
    const { mediaDevices } = navigator
    const pulled = globalThis.pageProbe.tracks.find((track) => track.kind === 'audio' && track.readyState === 'live')
    const all = await mediaDevices.enumerateDevices()
    const left = all.filter((device) => device.label !== pulled?.label && device.deviceId !== 'default')
    const next = left.find((device) => device.kind === 'audioinput')
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.enumerateDevices = () => Promise.resolve(left)
    mediaDevices.getUserMedia = () => open({ audio: { deviceId: { exact: next?.deviceId ?? '' } } })
    pulled?.stop()
    mediaDevices.dispatchEvent(new Event('devicechange'))
  })
}
