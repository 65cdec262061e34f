import type { Heard } from './announcement.ts'

/** Announcements that wait for their certificate to be read (S-15). */
const MOST = 256
/** A place that could not be read is tried again when it is heard again, no sooner than this, ms. */
const AGAIN = 1_000
/** What is not heard any more is forgotten, ms. */
const FORGET = 30_000

/** A place that announced itself. */
export interface Sighting {
  readonly key: string
  readonly heard: Heard
  heardAt: number
  /** Certificates that could not be read, or did not fit. */
  failures: number
  failedAt: number
  /** When it may be read; null while it is read, and infinite until it is heard again. */
  dueAt: number | null
}

/** A bounded table of places that wait; what nobody answers at never hides what somebody does. */
export interface Sightings {
  /** @returns whether it is a place that was not there before */
  hear(heard: Heard, now: number): boolean
  /** The next to be read: those that never failed first, and of the address that waits with the fewest. */
  next(now: number): Sighting | null
  failed(sighting: Sighting, now: number): void
  drop(sighting: Sighting): void
  /** Forgets what is not heard any more. @returns whether anything was */
  forget(now: number): boolean
  /** So many that have not failed yet. */
  fresh(most: number): readonly Sighting[]
}

export function createSightings(): Sightings {
  const places = new Map<string, Sighting>()
  /** How many places each address has. */
  const crowds = new Map<string, number>()
  const crowd = ({ heard }: Sighting) => crowds.get(heard.from) ?? 0

  function remove(place: Sighting): void {
    if (!places.delete(place.key)) return
    const left = crowd(place) - 1
    if (left > 0) crowds.set(place.heard.from, left)
    else crowds.delete(place.heard.from)
  }

  function giveWay(): void {
    const worth = (place: Sighting) => crowd(place) * 16 + Math.min(place.failures, 15)
    let least: Sighting | null = null
    for (const place of places.values()) if (!least || worth(place) > worth(least)) least = place
    if (least) remove(least)
  }

  return {
    hear(heard, now) {
      const key = `${heard.from} ${heard.port} ${heard.announcement.pin}`
      const known = places.get(key)
      if (known) {
        known.heardAt = now
        if (known.dueAt === Infinity) known.dueAt = Math.max(now, known.failedAt + AGAIN)
        return false
      }
      if (places.size >= MOST) giveWay()
      places.set(key, { key, heard, heardAt: now, failures: 0, failedAt: 0, dueAt: now })
      crowds.set(heard.from, (crowds.get(heard.from) ?? 0) + 1)
      return true
    },
    next(now) {
      const rank = (place: Sighting) => Math.min(place.failures, 15) * MOST * 2 + crowd(place)
      let best: Sighting | null = null
      for (const one of places.values()) {
        if (one.dueAt === null || one.dueAt > now) continue
        if (!best || rank(one) < rank(best)) best = one
      }
      if (best) best.dueAt = null
      return best
    },
    failed(sighting, now) {
      sighting.failures += 1
      sighting.failedAt = now
      sighting.dueAt = Infinity
    },
    drop: remove,
    forget(now) {
      const old = [...places.values()].filter((one) => one.dueAt !== null && now - one.heardAt > FORGET)
      for (const place of old) remove(place)
      return old.length > 0
    },
    fresh(most) {
      const fresh: Sighting[] = []
      for (const one of places.values()) {
        if (fresh.length >= most) break
        if (one.failures === 0) fresh.push(one)
      }
      return fresh
    },
  }
}
