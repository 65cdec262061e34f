import { TIMERS } from '../../src-signaling/protocol/index.ts'
import type { Clock, PathReport, PeerConnection } from './ports.ts'

/** What a path has brought so far. */
export interface Arrivals {
  readonly bytes: number
  /** When the last byte came, ms of the machine's clock. */
  readonly lastAt: number
  readonly silent: boolean
}

/**
 * Whether something still arrives: silence of TIMERS.silence is a lost path, long before ICE says so (CALL-RULES "Timers"). Pure.
 * @param bytes all that came so far; only a change counts, because pairs come and go
 * @returns `silentMs` when that has changed: 0 for flowing again
 */
export function arrivals(
  before: Arrivals,
  bytes: number | null,
  now: number,
): { readonly now: Arrivals; readonly silentMs: number | null } {
  if (bytes !== null && bytes !== before.bytes) {
    return { now: { bytes, lastAt: now, silent: false }, silentMs: before.silent ? 0 : null }
  }
  const silentMs = now - before.lastAt
  if (before.silent || silentMs < TIMERS.silence) return { now: before, silentMs: null }
  return { now: { ...before, silent: true }, silentMs }
}

/** How often the path's figures are read, ms. */
const REPORT_EVERY = 2_000

export interface PathWatchOptions {
  readonly clock: Clock
  /** The connection as it is now; it may be replaced under the watch. */
  readonly peer: () => PeerConnection | null
  readonly report: (report: PathReport | null) => void
  /** @param silentMs 0: bytes arrive again */
  readonly inbound: (silentMs: number) => void
}

/** Watches the path of a call that both ends agreed to; the handle stops it. */
export function watchPath({ clock, peer, report, inbound }: PathWatchOptions): () => void {
  let watching = true
  let seen: Arrivals = { bytes: 0, lastAt: clock.now(), silent: false }
  let watched: PeerConnection | null = null

  async function look(): Promise<void> {
    const current = peer()
    if (current !== watched) {
      watched = current
      seen = { bytes: 0, lastAt: clock.now(), silent: seen.silent }
    }
    const bytes = (await current?.bytesReceived().catch(() => null)) ?? null
    if (!watching) return
    const next = arrivals(seen, bytes, clock.now())
    seen = next.now
    if (next.silentMs !== null) inbound(next.silentMs)
  }
  async function read(): Promise<void> {
    const latest = (await peer()?.report()) ?? null
    if (watching) report(latest)
  }

  const stops = [
    every(clock, TIMERS.ping, async () => void peer()?.send({ kind: 'ping' })),
    every(clock, TIMERS.watch, look),
    every(clock, REPORT_EVERY, read),
  ]
  return () => {
    watching = false
    for (const stop of stops) stop()
  }
}

/** Runs again `ms` after it has finished, until the handle is called. */
function every(clock: Clock, ms: number, run: () => Promise<void>): () => void {
  let stopped = false
  let stop = clock.after(ms, next)
  function next(): void {
    void run().then(() => {
      if (!stopped) stop = clock.after(ms, next)
    })
  }
  return () => {
    stopped = true
    stop()
  }
}
