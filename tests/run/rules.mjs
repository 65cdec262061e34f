// What `npm run rules` reads in documents and tests. Pure.

/** @typedef {{ readonly layer: string, readonly name: string }} Shown a test, by its name */
/** @typedef {{ readonly section: string, readonly id: string, readonly about: string }} Row */

/** Layers whose parts are real. Up to this fault of a call nothing less will do. */
const REAL = new Set(['integration', 'browser', 'desktop', 'network'])
const REAL_UP_TO = 41

/** A literal that opens the arguments of test, describe, test.each(…) and the like: a name. */
const NAME =
  /\b(?:test|describe)\b[\w.]*(?:\((?:[^()]|\([^()]*\))*\))?\(\s*(?:'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g
/** Rules and faults of a call (R, F), faults that people meet (A, U, B, C, D, I), safety (S, E). */
const ID = /(?<![\w-])[RFAUBCDISE]-\d\d?\b/g

/** @param {string} source of a test file @returns {readonly string[]} */
export const testNames = (source) => [...source.matchAll(NAME)].map(([, plain, template]) => plain ?? template ?? '')

/** @param {string} name of a test @returns {readonly string[]} each id once */
export const idsIn = (name) => [...new Set(name.match(ID))]

/** @param {string} document Markdown @returns {readonly Row[]} the rows of its tables, each with the heading above it */
export function rowsOf(document) {
  return document.split(/^## /m).flatMap((part) => {
    const section = part.split('\n', 1)[0] ?? ''
    return [...part.matchAll(/^\| ([A-Z]-\d+) \| ([^|]+?) \|/gm)].map(([, id = '', about = '']) => ({
      section,
      id,
      about,
    }))
  })
}

/** @param {string} id @param {readonly Shown[]} shown @returns {string | null} what is missing */
export function gap(id, shown) {
  if (shown.length === 0) return 'no test'
  const fault = id.startsWith('F-') && Number(id.slice(2)) <= REAL_UP_TO
  return fault && !shown.some(({ layer }) => REAL.has(layer)) ? 'no test over real parts' : null
}

const ROW = /^\| ([A-Z]-\d+) \|.*\n/gm
const LETTERS = 'RFAUBCDI'
const place = (/** @type {string} */ id) => LETTERS.indexOf(id.charAt(0)) * 1_000 + Number(id.slice(2))

/**
 * Moves rows of *Not shown yet* to their places in *In force*.
 * @param {string} document Markdown
 * @param {readonly string[]} ids
 */
export function moveUp(document, ids) {
  const [before = '', inForce = '', waiting = '', ...after] = document.split(/^(?=## )/m)
  const moving = [...waiting.matchAll(ROW)].filter(([, id = '']) => ids.includes(id))
  if (moving.length === 0) return document
  const all = [...inForce.matchAll(ROW), ...moving].sort(([, a = ''], [, b = '']) => place(a) - place(b))
  const frame = inForce.replace(ROW, '').trimEnd()
  const left = waiting.replace(ROW, (row, id) => (ids.includes(id) ? '' : row))
  return [before, `${frame}\n${all.map(([row]) => row).join('')}\n`, left, ...after].join('')
}
