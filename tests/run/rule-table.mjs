// `npm run rules`: which test shows which rule of docs/call-rules.md, in which layer; fails on a gap. --quiet prints the gaps only.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tests = join(root, 'tests')
const quiet = process.argv.includes('--quiet')

/** Layers whose parts are real. Up to this fault nothing less will do. */
const REAL = new Set(['integration', 'browser', 'desktop', 'network'])
const REAL_UP_TO = 41

/** A literal that opens the arguments of test, describe, test.each(…) and the like: a name. */
const NAME =
  /\b(?:test|describe)\b[\w.]*(?:\((?:[^()]|\([^()]*\))*\))?\(\s*(?:'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g
const ID = /\b[RF]-\d\d?\b/g

/** @typedef {{ readonly layer: string, readonly file: string, readonly name: string }} Test */

/** @returns {Map<string, Test[]>} tests by the ids in their names */
function testsById() {
  /** @type {Map<string, Test[]>} */
  const found = new Map()
  for (const file of readdirSync(tests, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:test|spec)\.ts$/.test(file)) continue
    const layer = file.split('/')[0] ?? ''
    for (const [, plain, template] of readFileSync(join(tests, file), 'utf8').matchAll(NAME)) {
      const name = plain ?? template ?? ''
      for (const id of new Set(name.match(ID))) found.set(id, [...(found.get(id) ?? []), { layer, file, name }])
    }
  }
  return found
}

/** @param {string} id @param {readonly Test[]} shown @returns {string | null} what is missing */
function gap(id, shown) {
  if (shown.length === 0) return 'no test'
  const fault = id.startsWith('F-') && Number(id.slice(2)) <= REAL_UP_TO
  return fault && !shown.some(({ layer }) => REAL.has(layer)) ? 'no test over real parts' : null
}

const [inForce = ''] = readFileSync(join(root, 'docs/call-rules.md'), 'utf8').split('## Not shown yet')
const rules = [...inForce.matchAll(/^\| ([RF]-\d+) \| (.+) \|$/gm)]
const found = testsById()
const lines = rules.map(([, id = '', about = '']) => {
  const shown = found.get(id) ?? []
  const missing = gap(id, shown)
  const list = shown.map(({ layer, name }) => `\n        ${layer.padEnd(12)} ${name}`)
  return { missing, text: `${id}  ${about}${missing ? `: ${missing.toUpperCase()}` : ''}${quiet ? '' : list.join('')}` }
})
const gaps = lines.filter(({ missing }) => missing)
for (const { text } of quiet ? gaps : lines) process.stdout.write(`${text}\n`)
process.stdout.write(`${rules.length} rules and faults, ${gaps.length} without their test\n`)
process.exitCode = gaps.length > 0 || rules.length === 0 ? 1 : 0
