import { expect } from '@playwright/test'

import type { Person } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'
import { test } from './support/lan-rig.ts'

declare global {
  var answerPrompt: (() => void) | undefined
}

/** A person takes a while to answer the browser's prompt; until then nothing is granted. */
function slowPrompt(): void {
  const devices = navigator.mediaDevices
  const open = devices.getUserMedia.bind(devices)
  const answered = new Promise<void>((resolve) => {
    globalThis.answerPrompt = resolve
  })
  devices.getUserMedia = async (constraints) => {
    await answered
    return open(constraints)
  }
}

async function answerPrompt({ page, context }: Person): Promise<void> {
  await context.grantPermissions(['microphone', 'camera'])
  await page.evaluate(() => globalThis.answerPrompt?.())
}

/** Address types that this page has offered so far. */
const hidden = ({ page }: Person) =>
  page.evaluate(() => {
    const lines = globalThis.pageProbe.connections
      .flatMap((connection) => connection.localDescription?.sdp.split('\r\n') ?? [])
      .filter((line) => line.startsWith('a=candidate:'))
    return { offered: lines.length > 0, onlyLocalNames: lines.every((line) => line.includes('.local ')) }
  })

test('F-45: nobody has given permission before the call and UDP 5353 is dropped: a second connection gets through', async ({
  lan,
  sit,
}) => {
  const [here, there] = [lan.machine(), lan.machine()]
  for (const machine of [here, there]) machine.drop('udp dport 5353')
  const ana = await sit(here, 'Ana', { asInstalled: true, script: slowPrompt })
  const ben = await sit(there, 'Ben', { asInstalled: true, script: slowPrompt })

  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  await expect.poll(() => hidden(ana)).toEqual({ offered: true, onlyLocalNames: true })
  await ben.accept()
  await answerPrompt(ana)
  await answerPrompt(ben)

  await Promise.all([ana.talks(), ben.talks()])
  expect(await ana.page.evaluate(() => globalThis.pageProbe.connections.length)).toBe(2)
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
})

test('with permission the first connection gets through between two machines', async ({ lan, sit }) => {
  const ana = await sit(lan.machine(), 'Ana')
  const ben = await sit(lan.machine(), 'Ben')
  await ana.call('Ben')
  await ben.accept()
  await Promise.all([ana.talks(), ben.talks()])
  expect(await ana.page.evaluate(() => globalThis.pageProbe.connections.length)).toBe(1)
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
})
