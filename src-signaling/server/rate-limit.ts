/** A token bucket: `burst` at once, `perSecond` in the long run. */
export interface BucketLimit {
  readonly burst: number
  readonly perSecond: number
}

export interface Bucket {
  readonly tokens: number
  /** When `tokens` was right, ms. */
  readonly at: number
}

export interface Taken {
  readonly bucket: Bucket
  /** 0: taken. Else how long until they are there, ms. */
  readonly waitMs: number
}

export const fullBucket = (limit: BucketLimit, now: number): Bucket => ({ tokens: limit.burst, at: now })

/**
 * Takes one token of the bucket of a key; one that has none yet has a full one.
 * @returns how long until one token is there, ms; 0: taken
 */
export function spend(buckets: Map<string, Bucket>, key: string, limit: BucketLimit, now: number): number {
  const { bucket, waitMs } = take(buckets.get(key) ?? fullBucket(limit, now), limit, now)
  buckets.set(key, bucket)
  return waitMs
}

/** Takes `count` tokens, one unless told, or says how long to wait. Pure; `now` in monotonic ms. */
export function take(bucket: Bucket, limit: BucketLimit, now: number, count = 1): Taken {
  const tokens = Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 1_000) * limit.perSecond)
  if (tokens >= count) return { bucket: { tokens: tokens - count, at: now }, waitMs: 0 }
  return { bucket: { tokens, at: now }, waitMs: Math.ceil(((count - tokens) / limit.perSecond) * 1_000) }
}
