import { readFileSync, writeFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import type { EventKind } from '../../../../src-renderer/call/events.ts'
import type { CallName } from '../../../../src-renderer/call/state.ts'
import { TABLE } from '../../../../src-renderer/call/table.ts'
import { PHONE_STATES } from '../../../support/phone-player.ts'

const DOCUMENT = new URL('../../../../src-signaling/PROTOCOL.md', import.meta.url)
const [BEGIN, END] = ['<!-- phone table -->', '<!-- end of phone table -->']

/** What a handler is called; a dash for `ignore` (dropped and counted), a dot for `stay` (nothing to decide). */
function cell(kind: EventKind, state: CallName): string {
  const { name } = TABLE[kind][state]
  return name === 'ignore' ? '–' : name === 'stay' ? '·' : name
}

function written(): string {
  const rows = (Object.keys(TABLE) as EventKind[]).map(
    (kind) => `| ${kind} | ${PHONE_STATES.map((state) => cell(kind, state)).join(' | ')} |`,
  )
  return [`| event | ${PHONE_STATES.join(' | ')} |`, `|---${'|---'.repeat(PHONE_STATES.length)}|`, ...rows].join('\n')
}

/** The document as it is, or as it becomes. */
function document(): string {
  const text = readFileSync(DOCUMENT, 'utf8')
  if (process.env['RINGDOWN_WRITE'] !== '1') return text
  const [before = '', rest = ''] = text.split(BEGIN)
  const now = `${before}${BEGIN}\n${written()}\n${END}${rest.split(END)[1] ?? ''}`
  writeFileSync(DOCUMENT, now)
  return now
}

test('R-3: the table in PROTOCOL.md is the one that the phone decides by (RINGDOWN_WRITE=1 writes it anew)', () => {
  expect(document().split(`${BEGIN}\n`)[1]?.split(`\n${END}`)[0]).toBe(written())
})

test('R-3: every handler has a name that a reader can look for', () => {
  const names = Object.values(TABLE).flatMap((row) => Object.values(row).map((handler) => handler.name))
  expect(names.filter((name) => name === '' || PHONE_STATES.some((state) => state === name))).toEqual([])
})
