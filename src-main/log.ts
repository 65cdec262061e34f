import { join } from 'node:path'

import log from 'electron-log/node'

import { redact } from './redact.ts'

/** A log is begun anew at this size; the one before it is kept, bytes. */
const MOST = 1024 * 1024

/** Log of the shell, in a folder of the profile; every line is redacted before it is written (S-44). */
export function openLog(folder: string): (line: string) => void {
  log.transports.console.level = false
  log.transports.file.maxSize = MOST
  log.transports.file.resolvePathFn = () => join(folder, 'ringdown.log')
  return (line) => log.info(redact(line))
}
