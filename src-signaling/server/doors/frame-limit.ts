import type { Duplex } from 'node:stream'

import type { Clock } from '../../client/clock.ts'
import type { HostLog } from '../host-log.ts'
import type { ServerLimits } from '../limits.ts'
import { fullBucket, take } from '../rate-limit.ts'
import { frameCount } from './frame-count.ts'

export interface FrameLimitOptions {
  readonly limits: Pick<ServerLimits, 'frames'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: HostLog
}

/**
 * Ends a socket whose client sends more WebSocket frames than are allowed: each is work for the host, also one that says nothing.
 * To be called before the parser is put on the socket.
 * @param heard called for each piece that came
 */
export function limitFrames(socket: Duplex, { limits, clock, log }: FrameLimitOptions, heard: () => void): void {
  const framesIn = frameCount()
  let bucket = fullBucket(limits.frames, clock.now())
  socket.on('data', (piece: Buffer) => {
    const taken = take(bucket, limits.frames, clock.now(), framesIn(piece))
    bucket = taken.bucket
    heard()
    if (taken.waitMs === 0 || socket.destroyed) return
    log('socket closed: too many frames')
    socket.destroy()
  })
}
