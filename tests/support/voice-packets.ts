import type { Page } from '@playwright/test'

/** Voice packets that came, and those that never did (W3C webrtc-stats, by gaps in the sequence). */
export interface Voice {
  readonly received: number
  readonly lost: number
}

const voice = (page: Page): Promise<Voice> =>
  page.evaluate(async () => {
    const sums = { received: 0, lost: 0 }
    const open = globalThis.pageProbe.connections.filter((one) => one.signalingState !== 'closed')
    for (const connection of open)
      (await connection.getStats()).forEach((entry) => {
        if (entry.type !== 'inbound-rtp' || entry.kind !== 'audio') return
        sums.received += entry.packetsReceived ?? 0
        sums.lost += entry.packetsLost ?? 0
      })
    return sums
  })

/** What came and what was lost in all these pages while something was done. */
export async function voiceDuring(pages: readonly Page[], what: () => Promise<unknown>): Promise<Voice> {
  const before = await Promise.all(pages.map(voice))
  await what()
  const after = await Promise.all(pages.map(voice))
  const sum = (key: keyof Voice) => after.reduce((all, one, at) => all + one[key] - (before[at]?.[key] ?? 0), 0)
  return { received: sum('received'), lost: sum('lost') }
}
