import type { CallId } from '../../src-signaling/protocol/index.ts'
import type { PathEvidence } from '../doctor/evidence.ts'
import type { Clock, PathReport, PeerConnection } from './ports.ts'

/** What is known of the path of the call that lives, or of the one before it: its details are looked at afterwards too. */
export interface PathRecord {
  readonly callId: CallId
  readonly evidence: PathEvidence | null
  /** The figures when the call ended; while it lives they are the media view's. */
  readonly lastPath: PathReport | null
  /** When the other end was heard first, ms of the machine's clock. */
  readonly heardAt: number | null
}

export interface PathRecorder {
  /** Consent of both ends is complete: from now on the path of this call is looked at. */
  begin(callId: CallId): void
  /** The call is over. Looks once more; the connection must stay open until then or for about 100 ms. */
  end(path: PathReport | null): void
  record(): PathRecord | null
  close(): void
}

/** How often evidence is gathered, ms. */
const LOOK_EVERY = 2_000
/** How often it is listened whether the other end is heard, ms, and for how long at most. */
const LISTEN_EVERY = 10
const LISTEN_FOR = 10_000
/** About −60 dB: quieter than any room, louder than the digital silence of a muted microphone. */
const AUDIBLE = 0.004

/**
 * Keeps what the details of a call show.
 * @param peer the connection as it is now; it may be replaced under the recorder
 */
export function createPathRecorder(clock: Clock, peer: () => PeerConnection | null, changed: () => void): PathRecorder {
  let record: PathRecord | null = null
  let stopLooking = () => {}
  let stopListening = () => {}

  function keep(callId: CallId, change: Partial<PathRecord>): void {
    if (record?.callId !== callId) return
    record = { ...record, ...change }
    changed()
  }

  async function look(callId: CallId): Promise<void> {
    const evidence =
      (await peer()
        ?.evidence()
        .catch(() => null)) ?? null
    // A connection that the other end has closed already may know no pairs any more: what was seen of them tells more.
    if (evidence && (evidence.pairs.length > 0 || !record?.evidence?.pairs.length)) keep(callId, { evidence })
  }

  function lookOften(callId: CallId): () => void {
    let looking = true
    let stop = clock.after(LOOK_EVERY / 2, next)
    function next(): void {
      void look(callId).then(() => {
        if (looking) stop = clock.after(LOOK_EVERY, next)
      })
    }
    return () => {
      looking = false
      stop()
    }
  }

  function listen(callId: CallId): () => void {
    const until = clock.now() + LISTEN_FOR
    let stop = () => {}
    function next(): void {
      const now = clock.now()
      if ((peer()?.remoteLevel() ?? 0) >= AUDIBLE) return keep(callId, { heardAt: now })
      if (now < until) stop = clock.after(LISTEN_EVERY, next)
    }
    next()
    return () => stop()
  }

  function stopAll(): void {
    stopLooking()
    stopListening()
    stopLooking = () => {}
    stopListening = () => {}
  }

  return {
    begin(callId) {
      stopAll()
      record = { callId, evidence: null, lastPath: null, heardAt: null }
      stopLooking = lookOften(callId)
      stopListening = listen(callId)
    },
    end(lastPath) {
      stopAll()
      if (!record) return
      record = { ...record, lastPath }
      void look(record.callId)
    },
    record: () => record,
    close: stopAll,
  }
}
