import type { CommandName } from '../protocol/index.ts'
import type { ServerLimits } from './limits.ts'
import type { Bucket, BucketLimit } from './rate-limit.ts'
import { spend } from './rate-limit.ts'

export type Verdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'limited'; readonly retryAfterMs: number }
  | { readonly kind: 'close' }

/** Watches one connection: how fast it talks, and how often it was refused (S-34). */
export interface Guard {
  /** @param target what an invite is for; counts per pair */
  command(name: CommandName, target: string | null): Verdict
  /** A message that makes no sense; true: close the socket. */
  strike(): boolean
}

export function createGuard(limits: ServerLimits, now: () => number): Guard {
  const buckets = new Map<string, Bucket>()
  let strikes: readonly number[] = []

  const spendOf = (key: string, limit: BucketLimit) => spend(buckets, key, limit, now())

  function strike(): boolean {
    strikes = [...strikes.filter((at) => now() - at < limits.strikeWindow), now()]
    return strikes.length >= limits.strikes
  }

  /** Full buckets say nothing: they are forgotten before they pile up. */
  function tidy(): void {
    if (buckets.size < 200) return
    for (const [key, bucket] of buckets) if (now() - bucket.at > 60_000) buckets.delete(key)
  }

  function waitFor(name: CommandName, target: string | null): number {
    if (name === 'hangup' || name === 'decline') return spendOf('farewells', limits.farewells)
    const general = spendOf('messages', limits.messages)
    if (general > 0 || target === null) return general
    tidy()
    return spendOf(`invite/${target}`, limits.invitesPerPair)
  }

  return {
    strike,
    command(name, target) {
      const retryAfterMs = waitFor(name, target)
      if (retryAfterMs === 0) return { kind: 'pass' }
      return strike() ? { kind: 'close' } : { kind: 'limited', retryAfterMs }
    },
  }
}
