import type { Clock } from '../client/clock.ts'
import { writeAtomically } from './data-folder.ts'

/** A file that is written a while after the last change, and at the end. */
export interface SettledFile {
  /** @param content asked for when it is written */
  save(content: () => string): void
  /** Writes what waits; resolves when the last state is on the disk, or could not be put there. */
  close(): Promise<void>
}

/** Changes that do not stop are not waited for longer than this many times. */
const PATIENCE = 5
/** After a write the next one waits this many times as long as the write took: a long list must not keep the host from its calls. */
const REST = 10

/**
 * One writer: what changes while the file is written is written after it, once.
 * @param settle how long after the last change it is written, ms
 * @param write how the file is written; a fake one runs the tests
 */
export function settledFile(
  path: string,
  clock: Clock,
  settle: number,
  failed: (error: unknown) => void,
  write: (path: string, content: string) => Promise<void> = writeAtomically,
): SettledFile {
  let waiting: (() => string) | null = null
  let latest = 0
  let earliest = 0
  let stop = () => {}
  let writing: Promise<void> | null = null
  let closing = false

  async function run(content: () => string): Promise<void> {
    const began = clock.now()
    try {
      await write(path, content())
    } catch (error) {
      failed(error)
    }
    earliest = clock.now() + REST * (clock.now() - began)
    writing = null
    if (waiting && !closing) schedule()
  }

  function begin(): void {
    stop()
    if (!waiting || writing) return
    const content = waiting
    waiting = null
    writing = run(content)
  }

  function schedule(): void {
    stop()
    if (writing) return
    const at = Math.max(earliest, Math.min(clock.now() + settle, latest))
    stop = clock.after(Math.max(0, at - clock.now()), begin)
  }

  return {
    save(content) {
      if (!waiting) latest = clock.now() + PATIENCE * settle
      waiting = content
      if (!closing) schedule()
    },
    async close() {
      closing = true
      stop()
      await writing
      begin()
      await writing
    },
  }
}
