import { join } from 'node:path'

import log from 'electron-log/node'

import { redact } from './redact.ts'

/** A log is begun anew at this size; the one before it is kept, bytes. */
const MOST = 1024 * 1024

/**
 * Log of the shell, in a folder of the profile; every line is redacted before it is written (S-44). It never throws, and never says
 * anywhere else that it could not be written: the terminal that the app was started from may be gone, and that would be the next error.
 */
export function openLog(folder: string): (line: string) => void {
  const nowhere = Object.assign(() => {}, log.transports.console, { level: false as const })
  log.transports.console = nowhere
  log.transports.file.maxSize = MOST
  log.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  log.transports.file.resolvePathFn = () => join(folder, 'ringdown.log')
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return (line) => {
    try {
      log.info(redact(line))
    } catch {
      // There is no other place to tell it.
    }
  }
}
