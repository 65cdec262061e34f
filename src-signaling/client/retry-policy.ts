import { RECONNECT_DELAY_IN_CALL, RECONNECT_DELAYS } from '../protocol/index.ts'

/**
 * How long to wait before reconnect attempt `attempt` (0 is the first), ms.
 * @param inCall a call lives, ringing and calling included: never more than RECONNECT_DELAY_IN_CALL apart
 * @param jitter 0…1, spreads the phones of an office over one second when its host comes back (F-51)
 */
export function reconnectDelay(attempt: number, inCall: boolean, jitter: number): number {
  const delay = RECONNECT_DELAYS[Math.min(attempt, RECONNECT_DELAYS.length - 1)] ?? 0
  if (inCall) return Math.min(delay, RECONNECT_DELAY_IN_CALL)
  return delay === 0 ? 0 : delay + jitter * 1_000
}
