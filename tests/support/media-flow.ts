import { isDeepStrictEqual } from 'node:util'

import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'

export interface Flow {
  readonly state: string
  readonly received: number
  readonly sent: number
  readonly energy: number
  readonly frames: number
}

/** What the page's open peer connections have moved so far (getStats). */
export function flow(page: Page): Promise<readonly Flow[]> {
  return page.evaluate(async () => {
    const open = globalThis.pageProbe.connections.filter((one) => one.signalingState !== 'closed')
    return Promise.all(
      open.map(async (connection) => {
        const sums = { received: 0, sent: 0, energy: 0, frames: 0 }
        const report = await connection.getStats()
        report.forEach((entry) => {
          if (entry.type === 'inbound-rtp') {
            sums.received += entry.packetsReceived ?? 0
            sums.energy += entry.totalAudioEnergy ?? 0
            sums.frames += entry.framesDecoded ?? 0
          }
          if (entry.type === 'outbound-rtp') sums.sent += entry.packetsSent ?? 0
        })
        return { state: connection.connectionState, ...sums }
      }),
    )
  })
}

const only = async (page: Page): Promise<Flow> => {
  const open = await flow(page)
  if (open.length !== 1) throw new Error(`expected one open connection, found ${open.length}`)
  return open[0] as Flow
}

/** Sound arrives: packets come in and they are louder than silence. */
export async function expectHears(page: Page): Promise<void> {
  const before = await only(page)
  await expect
    .poll(async () => (await only(page)).received, { message: 'packets arrive' })
    .toBeGreaterThan(before.received)
  await expect
    .poll(async () => (await only(page)).energy, { message: 'they carry sound' })
    .toBeGreaterThan(before.energy)
}

/** How the loudspeakers stand that have the other end's voice. */
export const farVoices = (page: Page): Promise<readonly { readonly paused: boolean; readonly muted: boolean }[]> =>
  page.evaluate(() => {
    const { connections, loudspeakers } = globalThis.pageProbe
    const far = connections.flatMap((one) => one.getReceivers().map(({ track }) => track))
    const tracksOf = ({ srcObject }: HTMLAudioElement) =>
      srcObject instanceof MediaStream ? srcObject.getAudioTracks() : []
    const have = loudspeakers.filter((one) => tracksOf(one).some((track) => far.includes(track)))
    return have.map(({ paused, muted }) => ({ paused, muted }))
  })

/** Pictures arrive and are decoded. */
export async function expectSees(page: Page): Promise<void> {
  const before = await only(page)
  await expect
    .poll(async () => (await only(page)).frames, { message: 'frames are decoded' })
    .toBeGreaterThan(before.frames + 3)
}

/** The loudest of a while: the fake microphone beeps once a second. */
export function loudestFor(page: Page, ms: number): Promise<number> {
  return page.evaluate(async (duration) => {
    const open = globalThis.pageProbe.connections.find((one) => one.signalingState !== 'closed')
    const receiver = open?.getReceivers().find((one) => one.track.kind === 'audio')
    const until = performance.now() + duration
    let loudest = 0
    while (performance.now() < until) {
      loudest = Math.max(loudest, receiver?.getSynchronizationSources()[0]?.audioLevel ?? 0)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    return loudest
  }, ms)
}

interface Left {
  readonly tracks: number
  readonly connections: number
  readonly counts: number
}

/** What of a call is alive in a page: live tracks, open connections, and what the phone itself counts. */
function left(page: Page): Promise<Left> {
  return page.evaluate(() => ({
    tracks: globalThis.pageProbe.tracks.filter((track) => track.readyState === 'live').length,
    connections: globalThis.pageProbe.connections.filter((one) => one.signalingState !== 'closed').length,
    counts: Object.values(globalThis.ringdownProbe.counts()).reduce((sum, count) => sum + count, 0),
  }))
}

const NOTHING: Left = { tracks: 0, connections: 0, counts: 0 }

/** Nothing of a call is left: no live track, no open connection, no timer, no sound. */
export async function expectQuiet(page: Page): Promise<void> {
  await expect.poll(() => left(page), { message: 'nothing is left' }).toEqual(NOTHING)
}

/** Presses "Hang up" once where a call is left: a page may show its call only now, or hear of its end. */
export async function hangUpWhatIsLeft(page: Page): Promise<void> {
  const press = () =>
    page.evaluate(() => {
      const buttons = document.querySelectorAll<HTMLButtonElement>('[role=toolbar] button')
      const hangUp = [...buttons].find((one) => (one.ariaLabel ?? one.textContent) === 'Hang up')
      hangUp?.click()
      return hangUp !== undefined
    })
  const pressedOrQuiet = async () => (await press()) || isDeepStrictEqual(await left(page), NOTHING)
  await expect.poll(pressedOrQuiet, { message: 'there is a call to hang up, or none' }).toBe(true)
}
