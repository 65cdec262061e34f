/** Says how many WebSocket frames begin in a piece of a stream; pieces come as the network cut them. */
export type FrameCount = (piece: Uint8Array) => number

/** Lengths that mean: the length follows in two, or in eight bytes. */
const SHORT = 126
const LONG = 127

/**
 * Counts the frames that a client sends, of every kind: pings, pieces of a message and empty ones are work as well, and nobody else counts
 * them. Reads the headers only (RFC 6455 §5.2). What is no frame is left to the parser.
 */
export function frameCount(): FrameCount {
  /** Bytes of the present frame that are still to come after its header. */
  let payload = 0
  /** What has come of a header. */
  let header: number[] = []

  function headerLength(): number {
    const second = header[1]
    if (second === undefined) return 2
    const length = second & 0x7f
    return 2 + (length === SHORT ? 2 : length === LONG ? 8 : 0) + (second & 0x80 ? 4 : 0)
  }

  function payloadLength(): number {
    const length = (header[1] ?? 0) & 0x7f
    if (length < SHORT) return length
    const bytes = header.slice(2, length === SHORT ? 4 : 10)
    return bytes.reduce((sum, byte) => sum * 256 + byte, 0)
  }

  return (piece) => {
    let frames = 0
    let at = 0
    while (at < piece.length) {
      const skipped = Math.min(payload, piece.length - at)
      payload -= skipped
      at += skipped
      if (at >= piece.length) break
      if (header.length === 0) frames += 1
      header.push(piece[at] ?? 0)
      at += 1
      if (header.length < headerLength()) continue
      payload = payloadLength()
      header = []
    }
    return frames
  }
}
