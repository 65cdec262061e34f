import type { IDBPDatabase } from 'idb'
import { openDB } from 'idb'

import { check } from '../../src-signaling/protocol/index.ts'
import type { Clock } from '../call/ports.ts'
import { within } from '../within.ts'
import type { Recent } from './recent.ts'
import { newsAt, recentSchema } from './recent.ts'

/** Where recents lie; the browser's is IndexedDB. */
export interface HistoryBackend {
  load(): Promise<{ readonly records: readonly unknown[]; readonly seenUntil: number }>
  put(recent: Recent): Promise<void>
  remove(callIds: readonly string[]): Promise<void>
  setSeen(until: number): Promise<void>
  close(): void
}

/** No more recents than this are kept. */
const MOST = 1_000

/** The recents of one person. Memory is the truth of this page; what cannot be stored is said, never lost before (F-74). */
export interface HistoryStore {
  /** Newest first. */
  list(): readonly Recent[]
  missedUnseen(): number
  add(recent: Recent): void
  /** Adds what is not there yet. @returns whether all of it is stored: only then may somebody else forget it */
  learn(recents: readonly Recent[]): Promise<boolean>
  /** Until when they were looked at, wall clock, ms. */
  seenUntil(): number
  markSeen(now: number): void
  /** @param callIds only these; without them, all */
  clear(callIds?: readonly string[]): void
  failed(): boolean
  subscribe(listener: () => void): () => void
  close(): void
}

/** One damaged entry loses no other (F-74). */
function recentOf(record: unknown): readonly Recent[] {
  const checked = check(recentSchema, record)
  return checked.success ? [checked.data] : []
}

/** A store that does not answer is not waited for, ms: the phone works without it, and says so. */
const PATIENCE = 2_500

async function read(open: () => Promise<HistoryBackend>) {
  const backend = await open()
  const { records, seenUntil } = await backend.load()
  return { backend, recents: newestFirst(records.flatMap((record) => recentOf(record))), seenUntil }
}

export async function openHistory(open: () => Promise<HistoryBackend>, clock: Clock): Promise<HistoryStore> {
  const listeners = new Set<() => void>()
  let backend: HistoryBackend | null = null
  let recents: readonly Recent[] = []
  let seenUntil = 0
  let failed = false
  const reading = read(open)
  try {
    ;({ backend, recents, seenUntil } = await within(clock, PATIENCE, reading))
  } catch {
    failed = true
    // One that answers later is not used: what happened meanwhile is not in it.
    reading.then(
      (late) => late.backend.close(),
      () => {},
    )
  }

  const tell = () => {
    for (const listener of listeners) listener()
  }
  async function store(write: (backend: HistoryBackend) => Promise<void>): Promise<boolean> {
    tell()
    if (!backend) return false
    try {
      await write(backend)
      return true
    } catch {
      failed = true
      tell()
      return false
    }
  }

  function add(fresh: readonly Recent[]): Promise<boolean> {
    const ids = new Set(fresh.map((one) => one.callId))
    const all = newestFirst([...fresh, ...recents.filter((one) => !ids.has(one.callId))])
    recents = all.slice(0, MOST)
    const surplus = all.slice(MOST).map((one) => one.callId)
    return store(async (to) => {
      for (const recent of fresh) await to.put(recent)
      if (surplus.length > 0) await to.remove(surplus)
    })
  }

  return {
    list: () => recents,
    missedUnseen: () => recents.filter((recent) => recent.direction === 'missed' && newsAt(recent) > seenUntil).length,
    add: (recent) => void add([recent]),
    learn: (fresh) => add(fresh.filter((recent) => !recents.some((one) => one.callId === recent.callId))),
    markSeen(now) {
      if (recents.every((recent) => recent.direction !== 'missed' || newsAt(recent) <= seenUntil)) return
      seenUntil = now
      void store((to) => to.setSeen(now))
    },
    seenUntil: () => seenUntil,
    clear(callIds = recents.map((recent) => recent.callId)) {
      const ids = new Set(callIds)
      recents = recents.filter((recent) => !ids.has(recent.callId))
      void store((to) => to.remove(callIds))
    },
    failed: () => failed,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      listeners.clear()
      backend?.close()
    },
  }
}

const newestFirst = (recents: readonly Recent[]): readonly Recent[] => [...recents].sort((a, b) => b.at - a.at)

/** Recents in IndexedDB, one database for each person. */
export async function indexedHistory(name: string): Promise<HistoryBackend> {
  const database: IDBPDatabase = await openDB(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('recents', { keyPath: 'callId' })
      fresh.createObjectStore('marks')
    },
  })
  return {
    async load() {
      const [records, seen] = await Promise.all([database.getAll('recents'), database.get('marks', 'seenUntil')])
      return { records, seenUntil: typeof seen === 'number' ? seen : 0 }
    },
    put: async (recent) => void (await database.put('recents', recent)),
    async remove(callIds) {
      const transaction = database.transaction('recents', 'readwrite')
      await Promise.all([...callIds.map((callId) => transaction.store.delete(callId)), transaction.done])
    },
    setSeen: async (until) => void (await database.put('marks', until, 'seenUntil')),
    close: () => database.close(),
  }
}
