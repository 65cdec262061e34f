import { basename } from 'node:path'

import type { Clock } from '../client/clock.ts'
import type { Bucket, BucketLimit } from './rate-limit.ts'
import { fullBucket, take } from './rate-limit.ts'

/** Takes one line per happening, without names, addresses or anything that somebody else wrote (S-44). Never throws. */
export type HostLog = (line: string) => void

/** What a client makes happen again and again must not fill a disk. */
const PACE: BucketLimit = { burst: 300, perSecond: 10 }

/** Passes on lines as fast as PACE allows, and then says how many were left out. Whoever the lines go to may throw. */
export function pacedLog(log: HostLog, clock: Pick<Clock, 'now'>): HostLog {
  let bucket: Bucket = fullBucket(PACE, clock.now())
  let leftOut = 0
  const write = (line: string) => {
    try {
      log(line)
    } catch {
      // A log that cannot be written must not stop a call.
    }
  }
  return (line) => {
    const taken = take(bucket, PACE, clock.now())
    bucket = taken.bucket
    if (taken.waitMs > 0) return void (leftOut += 1)
    if (leftOut > 0) write(`${leftOut} lines were left out`)
    leftOut = 0
    write(line)
  }
}

const LONGEST = 160
/** Their messages quote the text that they could not read. */
const QUOTING: ReadonlySet<string> = new Set(['SyntaxError', 'ZodError', '$ZodError', 'URIError'])

/** An error as a log may hold it: its kind, its code, what it says where that is not somebody else's text, and where it was thrown. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${typeof error}`
  const { code, syscall } = error as NodeJS.ErrnoException
  const kind = code === undefined ? error.name : `${error.name} ${code}`
  // The message of a system error names a path or an address.
  const said = syscall ?? (QUOTING.has(error.name) ? null : (error.message.split('\n')[0] ?? '').slice(0, LONGEST))
  return [kind, said && `(${said})`, placeOf(error.stack)].filter(Boolean).join(' ')
}

/** The first line of the stack: a file without its folder, line and column. */
function placeOf(stack: string | undefined): string | null {
  const [, file] = /\n\s+at .*?([^\s()]+:\d+:\d+)\)?/.exec(stack ?? '') ?? []
  return file === undefined ? null : `at ${basename(file)}`
}
