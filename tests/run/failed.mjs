// What failed, by name, out of the reports that Vitest and Playwright write as JSON.

/** @typedef {{ status: string, fullName: string, failureMessages?: readonly string[] }} Assertion */
/** @typedef {{ title: string, file: string, line: number, ok: boolean, tests: readonly { results: readonly { error?: { message?: string } }[] }[] }} Spec */
/** @typedef {{ suites?: readonly Suite[], specs?: readonly Spec[] }} Suite */
/** @typedef {Suite & { testResults?: readonly { status: string, name: string, message?: string, assertionResults: readonly Assertion[] }[] }} Report */

/** Colours of a terminal (ECMA-48 SGR). */
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001B\[[0-9;]*m/g

/** The first line of why. @param {string | undefined} message */
const why = (message) => (message ?? '').replace(COLOURS, '').split('\n')[0]

/** @param {Suite} suite @returns {readonly Spec[]} */
const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]

/** @param {Report} report @returns {readonly string[]} one line for each failed test: its name and why */
export function failedIn(report) {
  const units = (report.testResults ?? []).flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    // A file that could not be read has no tests of its own.
    if (failed.length === 0 && file.status === 'failed') return [`${file.name}: ${why(file.message)}`]
    return failed.map(({ fullName, failureMessages }) => `${fullName}: ${why(failureMessages?.[0])}`)
  })
  const specs = specsOf(report).filter(({ ok }) => !ok)
  const errors = (/** @type {Spec} */ { tests }) =>
    tests.flatMap(({ results }) => results.flatMap(({ error }) => error ?? []))
  return [...units, ...specs.map((spec) => `${spec.file}:${spec.line} ${spec.title}: ${why(errors(spec)[0]?.message)}`)]
}
