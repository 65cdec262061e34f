import type { Clock, PeerConnection } from './ports.ts'

/** A connection is closed this much later when it has just said goodbye or is looked at a last time, ms. */
const LINGER = 100

/** Connections that send nothing any more and close in a moment. */
export interface Lingering {
  close(connection: PeerConnection): void
  count(): number
  /** Closes all of them now. */
  closeAll(): void
}

export function createLingering(clock: Clock): Lingering {
  const closing = new Map<PeerConnection, () => void>()
  return {
    close(connection) {
      connection.setMicrophone(null)
      connection.setCamera(null)
      const finish = () => {
        stopTimer()
        closing.delete(connection)
        connection.close()
      }
      const stopTimer = clock.after(LINGER, finish)
      closing.set(connection, finish)
    },
    count: () => closing.size,
    closeAll() {
      for (const finish of closing.values()) finish()
    },
  }
}
