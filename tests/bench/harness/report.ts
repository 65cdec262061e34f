import type { Judged, Measurement } from './outcome.ts'
import { judge } from './outcome.ts'
import { median, p95 } from './statistics.ts'

/** The machine that a run was made on, as far as its figures depend on it. */
export interface MachineDescription {
  readonly processor: string
  readonly cores: number
  readonly memoryGb: number
  readonly node: string
  readonly chromium: string
  readonly system: string
  /** Load average of the last minute, at the beginning and at the end: others worked here too. */
  readonly load: readonly [number, number]
}

interface About {
  readonly id: string
  readonly title: string
  readonly seconds: number
}
export type Result =
  | (About & { readonly status: 'measured'; readonly measurement: Measurement })
  | (About & { readonly status: 'cannot-run' | 'failed'; readonly why: string })

/** One run, as it is kept. */
export interface Run {
  readonly at: string
  readonly quick: boolean
  readonly machine: MachineDescription
  readonly results: readonly Result[]
}

/** Three significant digits, and never an exponent. */
export function figure(value: number): string {
  const size = Math.abs(value)
  if (size >= 100) return Math.round(value).toString()
  return value.toFixed(size >= 10 ? 1 : 2)
}

const WITHOUT_FIGURES = { 'cannot-run': 'not measured here', failed: 'failed' } as const
const withUnit = (value: number, unit: string) => `${figure(value)}${unit === '' ? '' : ` ${unit}`}`
const verdict = ({ holds }: Pick<Judged, 'holds'>) => (holds ? 'holds' : 'does not hold')

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

/** A result as lines for a terminal: every series with median and p95, then every bar with its verdict. */
export function describeResult(result: Result): readonly string[] {
  const head = `${result.id} ${result.title}`
  if (result.status !== 'measured') return [head, `  ${WITHOUT_FIGURES[result.status]}: ${result.why}`]
  const { series, notes = [] } = result.measurement
  const measured = series.map(({ name, unit, samples }) => [
    `  ${name}`,
    withUnit(median(samples), unit),
    `p95 ${figure(p95(samples))}`,
    `n ${samples.length}`,
  ])
  const judged = judge(result.measurement).map((bar) => [
    `  ${bar.name}`,
    withUnit(bar.value, bar.unit),
    bar.bound,
    verdict(bar),
  ])
  return [head, ...columns(measured), ...columns(judged), ...notes.map((note) => `  ${note}`)]
}

type Row = readonly [id: string, what: string, measured: string, bound: string, verdict: string]

function rowsOf(results: readonly Result[]): readonly Row[] {
  return results.flatMap((result): readonly Row[] => {
    if (result.status !== 'measured')
      return [[result.id, result.title, '', '', `${WITHOUT_FIGURES[result.status]}: ${result.why}`]]
    return judge(result.measurement).map((bar) => [
      result.id,
      bar.name,
      withUnit(bar.value, bar.unit),
      bar.bound,
      bar.holds ? 'holds' : '**does not hold**',
    ])
  })
}

function tableOf({ at, machine, quick }: Run, rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const { processor, cores, memoryGb, node, chromium, system, load } = machine
  return [
    line(['', 'what', 'measured', 'to reach', '']),
    line(['---', '---', '---', '---', '---']),
    ...rows.map(line),
    '',
    `${at.slice(0, 10)}${quick ? ', quick run' : ''}: ${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}, ${chromium}; load ${load.map(figure).join(' → ')}.`,
  ].join('\n')
}

/** The table of docs/performance.md: what held, what did not, what could not run, and on which machine. */
export const fullTable = (run: Run): string => tableOf(run, rowsOf(run.results))

/** What a reader of the README is shown, good or not: one row of each promise. */
const CHOSEN = new Set([
  'caller hears: of the classic flow',
  'callee hears: of the classic flow',
  '500 phones back, slowest storm',
  'cut 20 s, address changed → both hear again',
  'ring shown, main window hidden',
])

/** The table of the README: a few rows of the full one. */
export const shortTable = (run: Run): string =>
  tableOf(
    run,
    rowsOf(run.results).filter(([, what]) => CHOSEN.has(what)),
  )

const BEGIN = '<!-- bench: begin, written by `npm run bench -- --readme` -->'
const END = '<!-- bench: end -->'

/**
 * Puts the table between the markers of a document.
 * @throws Error when the document has no markers
 */
export function insertTable(document: string, table: string): string {
  const [begin, end] = [document.indexOf(BEGIN), document.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`The document has no place for the table: ${BEGIN} … ${END}`)
  return `${document.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${document.slice(end)}`
}
