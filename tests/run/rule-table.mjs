// `npm run rules`: which test shows which rule or fault of docs/call-rules.md and docs/faults.md, in which layer; fails when a row of *In
// force* has none. A row of *Not shown yet* that has a test is named, and --move moves it up. --quiet prints the gaps and
// such rows only.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { gap, idsIn, moveUp, rowsOf, testNames } from './rules.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tests = join(root, 'tests')
const quiet = process.argv.includes('--quiet')
const DOCUMENTS = ['docs/call-rules.md', 'docs/faults.md']

/** @typedef {import('./rules.mjs').Shown} Shown */

/** @returns {Map<string, Shown[]>} tests by the ids in their names */
function testsById() {
  /** @type {Map<string, Shown[]>} */
  const found = new Map()
  for (const file of readdirSync(tests, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:test|spec)\.ts$/.test(file)) continue
    const layer = file.split('/')[0] ?? ''
    for (const name of testNames(readFileSync(join(tests, file), 'utf8')))
      for (const id of idsIn(name)) found.set(id, [...(found.get(id) ?? []), { layer, name }])
  }
  return found
}

const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`)
const found = testsById()
const rows = DOCUMENTS.flatMap((file) => rowsOf(readFileSync(join(root, file), 'utf8')))
const inForce = rows.filter(({ section }) => section === 'In force')
let gaps = 0
for (const { id, about } of inForce) {
  const shown = found.get(id) ?? []
  const missing = gap(id, shown)
  if (missing) gaps += 1
  if (missing || !quiet) say(`${id}  ${about}${missing ? `: ${missing.toUpperCase()}` : ''}`)
  if (!quiet) for (const { layer, name } of shown) say(`        ${layer.padEnd(12)} ${name}`)
}
const ready = rows
  .filter(({ section, id }) => section === 'Not shown yet' && gap(id, found.get(id) ?? []) === null)
  .map(({ id }) => id)
if (process.argv.includes('--move'))
  for (const file of DOCUMENTS) writeFileSync(join(root, file), moveUp(readFileSync(join(root, file), 'utf8'), ready))
else if (ready.length > 0) say(`Has a test now, and may move to In force (--move): ${ready.join(', ')}`)
const listed = new Set(rows.map(({ id }) => id))
const others = [...found.keys()].filter((id) => !listed.has(id)).sort()
if (!quiet) say(`In names of tests without a row here: ${others.join(', ')}`)
say(`${inForce.length} rules and faults, ${gaps} without their test`)
process.exitCode = gaps > 0 || inForce.length === 0 ? 1 : 0
