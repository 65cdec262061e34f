import type { Clock } from '../client/clock.ts'
import { writeAtomically } from './data-folder.ts'

/** A file that is written a while after the last change, and at the end. */
export interface SettledFile {
  /** @param content asked for when it is written */
  save(content: () => string): void
  /** Writes what waits. */
  close(): Promise<void>
}

/** Changes that do not stop are not waited for longer than this many times. */
const PATIENCE = 5

/** @param settle how long after the last change it is written, ms */
export function settledFile(path: string, clock: Clock, settle: number, failed: () => void): SettledFile {
  let waiting: (() => string) | null = null
  let latest = 0
  let stop = () => {}
  async function write(): Promise<void> {
    stop()
    const content = waiting
    waiting = null
    if (content) await writeAtomically(path, content()).catch(failed)
  }
  return {
    save(content) {
      if (!waiting) latest = clock.now() + PATIENCE * settle
      waiting = content
      stop()
      stop = clock.after(Math.min(settle, latest - clock.now()), () => void write())
    },
    close: write,
  }
}
