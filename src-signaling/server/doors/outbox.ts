/** The part of an Engine.IO socket that says what is to be sent. */
export interface PacketSource {
  on(event: 'packetCreate', listener: (packet: { readonly data?: unknown }) => void): unknown
  on(event: 'flush', listener: () => void): unknown
}

/** What waits to be sent on one socket. */
export interface Outbox {
  /** To be asked when something is written that is no packet: an answer to a ping. */
  check(): void
  /** What `say` sends does not count, until all has gone out: a welcome to a large office may be long. */
  besides(say: () => void): void
}

/**
 * Watches that a client reads what it is sent: what it does not take is kept in this process.
 * @param below what waits in the stream below, bytes
 * @param full called each time when more than `most` bytes wait
 */
export function watchOutbox(source: PacketSource, below: () => number, most: number, full: () => void): Outbox {
  /** With Engine.IO, not yet in the stream; letters of a text count as bytes. */
  let queued = 0
  let excused = 0
  let isExcused = false

  function check(): void {
    const waiting = queued + below()
    if (waiting === 0) excused = 0
    if (waiting > most + excused) full()
  }
  source.on('packetCreate', ({ data }) => {
    const size = typeof data === 'string' || Buffer.isBuffer(data) ? data.length : 0
    queued += size
    if (isExcused) excused += size
    else check()
  })
  source.on('flush', () => void (queued = 0))

  return {
    check,
    besides(say) {
      isExcused = true
      say()
      isExcused = false
    },
  }
}
