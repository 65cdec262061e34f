import type { Page } from '@playwright/test'

declare global {
  /** Moments at which audio packets were found to have come in, ms since 1970. */
  var audioHeardAt: number[] | undefined
}

/** How often the page looks: no pause is known better. */
const EVERY_MS = 20

/** Lets the page note when audio packets come in, from now on. */
export function watchAudio(page: Page): Promise<void> {
  return page.evaluate((every) => {
    const heardAt: number[] = []
    globalThis.audioHeardAt = heardAt
    const last = new Map<string, number>()
    const look = async (): Promise<void> => {
      for (const connection of globalThis.pageProbe.connections) {
        if (connection.signalingState === 'closed') continue
        const report = await connection.getStats()
        report.forEach((entry) => {
          if (entry.type !== 'inbound-rtp' || entry.kind !== 'audio') return
          if (entry.packetsReceived > (last.get(entry.id) ?? 0))
            heardAt.push(performance.timeOrigin + performance.now())
          last.set(entry.id, entry.packetsReceived)
        })
      }
      setTimeout(look, every)
    }
    void look()
  }, EVERY_MS)
}

export interface Pause {
  /** Last packet before, and first one after; ms since 1970. */
  readonly from: number
  readonly to: number
}

/** The longest time without an audio packet that ended after `since`; null while nothing has come since then. */
export function longestPause(page: Page, since: number): Promise<Pause | null> {
  return page.evaluate((start) => {
    const heard = globalThis.audioHeardAt ?? []
    let longest: { from: number; to: number } | null = null
    for (const [index, to] of heard.entries()) {
      const from = heard[index - 1]
      if (from === undefined || to < start) continue
      if (longest === null || to - from > longest.to - longest.from) longest = { from, to }
    }
    return longest
  }, since)
}

export const pauseMs = ({ from, to }: Pause): number => to - from
