import type { MissedNews } from '../../src-signaling/protocol/index.ts'
import type { OfficeHistory } from '../history/office-history.ts'
import { missedRecent } from '../history/recent.ts'
import type { OfficeLine } from './office-line.ts'

export interface MissedOptions {
  readonly history: Pick<OfficeHistory, 'learn'>
  readonly line: Pick<OfficeLine, 'send'>
  readonly nameOf: (contact: string) => string | null
  /** Wall clock, ms since the epoch. */
  readonly wall: () => number
}

/**
 * Writes down what was missed while this device was away, and tells the host so only when it is stored: the host hands it over
 * until then, and a call that comes twice is one line.
 */
export async function learnMissed(missed: readonly MissedNews[], options: MissedOptions): Promise<void> {
  if (missed.length === 0) return
  const { history, line, nameOf, wall } = options
  const stored = await history.learn(
    missed.map((one) => missedRecent(one, nameOf(one.from.contact) ?? one.from.name, wall())),
  )
  if (!stored) return
  await line.send({ name: 'confirm-missed', payload: { callIds: missed.map((one) => one.callId) } })
}
