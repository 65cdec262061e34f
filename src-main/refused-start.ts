import { fstatSync } from 'node:fs'

import { app, dialog } from 'electron'

import { wordsOf } from './words.ts'

/** Exit code of a start that is refused. */
const REFUSED = 2

/** Says why the app does not start, on the screen and to whoever started it in a terminal, and ends it. */
export function refuseStart(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  void app
    .whenReady()
    .then(() => dialog.showErrorBox(wordsOf('system', app.getLocale()).cannotStart, sentence))
    .finally(() => app.exit(REFUSED))
}

/**
 * The same for a switch that would open the app to others: where a terminal or a program reads the sentence, the app is gone at once.
 */
export function refuseSwitch(sentence: string): void {
  if (!isRead()) return refuseStart(sentence)
  process.stderr.write(`${sentence}\n`)
  app.exit(REFUSED)
}

/** Whether somebody reads what is written to stderr; programs that were started by an icon write into a file, a journal or nowhere. */
function isRead(): boolean {
  try {
    if (process.stderr.isTTY) return true
    const stat = fstatSync(2)
    const journal = process.env['JOURNAL_STREAM'] === `${stat.dev}:${stat.ino}`
    return (stat.isFIFO() || stat.isSocket()) && !journal
  } catch {
    return false
  }
}
