import type { ConnectionState, SignalingLine, SignalingNews } from '../../src-signaling/client/line.ts'
import type { LineOptions } from '../../src-signaling/client/open-line.ts'
import { openLine } from '../../src-signaling/client/open-line.ts'
import { systemClock } from '../../src-signaling/server/system-clock.ts'
import type { TestKey } from './signaling-client.ts'

export interface WatchedLine extends SignalingLine {
  /** The first news of the future that fits. */
  next(fits: (news: SignalingNews) => boolean): Promise<SignalingNews>
  states(): readonly ConnectionState['status'][]
}

/** The production line of a device, with everything it said. */
export function watchedLine(
  key: TestKey,
  {
    lasting = true,
    heard,
    ...options
  }: Pick<LineOptions, 'address' | 'name'> &
    Partial<Pick<LineOptions, 'agent'>> & {
      readonly lasting?: boolean
      /** Gets all news, each before anybody who waits for it. */
      readonly heard?: (news: SignalingNews) => void
    },
): WatchedLine {
  const seen: SignalingNews[] = []
  const waiting = new Set<(news: SignalingNews) => void>()
  const listener = (news: SignalingNews) => {
    seen.push(news)
    heard?.(news)
    for (const look of waiting) look(news)
  }
  const line = openLine({
    ...options,
    kind: 'desktop',
    key: { publicKey: key.publicKey, lasting, sign: key.sign },
    clock: systemClock,
    random: () => 0.5,
    listener,
  })
  return {
    ...line,
    next: (fits) =>
      new Promise((resolve) => {
        const look = (news: SignalingNews) => {
          if (!fits(news)) return
          waiting.delete(look)
          resolve(news)
        }
        waiting.add(look)
      }),
    states: () => seen.flatMap((news) => (news.kind === 'connection' ? [news.connection.status] : [])),
  }
}

export const isWelcome = (news: SignalingNews): news is Extract<SignalingNews, { kind: 'welcome' }> =>
  news.kind === 'welcome'
