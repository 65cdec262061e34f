/** Time as a port: a fake one runs the tests. */
export interface Clock {
  /** Monotonic milliseconds; the origin means nothing. */
  now(): number
  /** Calls back once after `ms`; the returned function stops it. */
  after(ms: number, run: () => void): () => void
}
