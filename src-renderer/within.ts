import type { Clock } from './call/ports.ts'

/** The promise was not settled in time. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
}

/** What the promise comes to, or a rejection with `TooLate` after so many ms: what a browser never answers must not be waited for. */
export function within<Value>(clock: Clock, ms: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(ms, () => reject(new TooLate(`no answer within ${ms} ms`)))
    promise.then(resolve, reject).finally(stop)
  })
}
