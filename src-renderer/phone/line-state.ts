import type { ConnectionState } from '../call/ports.ts'
import type { EntryView, OfficeView } from '../ui/view-model.ts'

/** What the phone knows of its place in the office. */
export interface LineState {
  readonly connection: ConnectionState
  /** The host has let us in at least once since the name was given. */
  readonly welcomed: boolean
  readonly office: string
  readonly self: string
}

export const noLine: LineState = { connection: { status: 'connecting' }, welcomed: false, office: '', self: '' }

/** Which page is shown: naming, joining, the phone, or "open elsewhere" (F-52). */
export function entryView(line: LineState, name: string | null): EntryView {
  const { connection } = line
  if (connection.status === 'replaced') return { status: 'replaced' }
  const refusal = connection.status === 'refused' ? connection.refusal : null
  if (name === null || refusal)
    return { status: 'naming', suggestedName: name ?? '', refusal, office: line.office || null }
  return line.welcomed ? { status: 'in' } : { status: 'joining', name }
}

/** @param wallTime turns a time of the machine's clock into one for a person */
export function officeView(line: LineState, here: number, wallTime: (at: number) => Date): OfficeView {
  const { connection } = line
  const base = { name: line.office, here }
  switch (connection.status) {
    case 'online':
      return { ...base, line: { status: 'online' } }
    case 'offline': {
      const nextTryAt = connection.nextTryAt === null ? null : wallTime(connection.nextTryAt)
      return { ...base, line: { status: 'offline', since: wallTime(connection.since), nextTryAt } }
    }
    case 'connecting':
    case 'refused':
    case 'replaced':
      return { ...base, line: { status: 'connecting' } }
  }
}
