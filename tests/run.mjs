// `npm test`: every layer that this machine can run, one plain closing line (TESTING.md).
//   --long          full sizes and strict bounds     --only LAYER   one layer
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { electronPath } from './run/electron.mjs'
import { failedIn } from './run/failed.mjs'
import { missingFor, provide } from './run/provide.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const results = fileURLToPath(new URL('../test-results/', import.meta.url))
const ci = process.env.CI === 'true'
const long = process.argv.includes('--long')
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null

/** @typedef {{ passed: number, failed: number, skipped: number }} Sum */
/** @typedef {{ name: string, needs: readonly import('./run/provide.mjs').Need[], run: () => Sum }} Layer */

/** @param {string} command @param {readonly string[]} args @param {Record<string, string>} [more] */
function run(command, args, more = {}) {
  const environment = { ...process.env, ...(long ? { RINGDOWN_LONG: '1' } : {}), ...more }
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment }).status ?? 1
}

/** @param {string} file */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

/** @param {string} project @param {readonly string[]} [more] @returns {Sum} */
function vitest(project, more = []) {
  const file = `${results}${project}.json`
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const status = run('npx', [
    'vitest',
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--project',
    project,
    ...reporters,
    ...more,
  ])
  try {
    const report = readJson(file)
    const failed = Math.max(report.numFailedTests, report.numFailedTestSuites > 0 || status !== 0 ? 1 : 0)
    return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** @param {string} layer @param {readonly string[]} [around] a command that runs it @returns {Sum} */
function playwright(layer, around = []) {
  const file = `${results}${layer}.json`
  const args = ['playwright', 'test', '-c', `tests/${layer}/playwright.config.ts`, '--reporter=list,json']
  const [command = '', ...rest] = [...around, 'npx', ...args]
  const status = run(command, rest, { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  try {
    const { stats } = readJson(file)
    const failed = Math.max(stats.unexpected + stats.flaky, status === 0 ? 0 : 1)
    return { passed: stats.expected, failed, skipped: stats.skipped }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

/** Packages the app, and drives it on a display and in a network of its own. @returns {Sum} */
function desktop() {
  const packaged = run('node', ['tests/desktop/packaging/package.mjs', electronPath() ?? ''])
  if (packaged !== 0) return { passed: 0, failed: 1, skipped: 0 }
  return playwright('desktop', ['unshare', '--net', 'tests/desktop/inside.sh'])
}

/** Makes installers, and installs them where nothing else is. @returns {Sum} */
function packaging() {
  const kinds = long ? ['deb', 'rpm', 'AppImage'] : ['deb']
  const made = run('node', ['tests/packaging/make.mjs', electronPath() ?? '', ...kinds])
  return made === 0 ? vitest('packaging') : { passed: 0, failed: 1, skipped: 0 }
}

/** Holds the reducers to what TESTING.md asks of them. @returns {Sum} */
function coverage() {
  const failed = run('node', ['tests/run/coverage.mjs']) === 0 ? 0 : 1
  return { passed: 1 - failed, failed, skipped: 0 }
}

/** The names of what failed, again at the end: a long log is often read, and kept, from its end. @param {string} layer */
function nameFailed(layer) {
  try {
    for (const name of failedIn(readJson(`${results}${layer}.json`))) process.stdout.write(`FAILED ${layer}: ${name}\n`)
  } catch {
    process.stdout.write(`FAILED ${layer}: it left no report\n`)
  }
}

/** @type {readonly import('./run/provide.mjs').Need[]} */
const more = long ? ['more-installers'] : []

/** @type {readonly Layer[]} */
const LAYERS = [
  { name: 'unit', needs: [], run: () => vitest('unit') },
  { name: 'property', needs: [], run: () => vitest('property') },
  { name: 'model', needs: [], run: () => vitest('model', ['--maxWorkers=100%']) },
  ...(long ? [{ name: 'coverage', needs: [], run: coverage }] : []),
  { name: 'integration', needs: [], run: () => vitest('integration') },
  { name: 'browser', needs: ['chromium', 'fonts'], run: () => playwright('browser') },
  { name: 'network', needs: ['chromium', 'namespaces', 'rig'], run: () => playwright('network') },
  { name: 'desktop', needs: ['chromium', 'fonts', 'namespaces', 'display', 'electron'], run: desktop },
  { name: 'packaging', needs: ['display', 'electron', 'installers', ...more], run: packaging },
]

/** @param {Layer} layer @returns {Sum} */
function runLayer(layer) {
  process.stdout.write(`\n── ${layer.name}\n`)
  for (const need of layer.needs) provide(need)
  const missing = layer.needs.flatMap((need) => missingFor(need) ?? [])
  if (missing.length === 0) return layer.run()
  process.stdout.write(`${ci ? 'FAILED' : 'skipped'}: ${layer.name} cannot run here: ${missing.join(' ')}\n`)
  return ci ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 }
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Node 20.19 or later is needed; this is ${process.versions.node}.\n`)
  process.exit(1)
}
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })
if (run('node', ['src-main/build.mjs']) !== 0) {
  process.stdout.write('The build failed.\n0 passed, 1 failed, 0 skipped\n')
  process.exit(1)
}
const chosen = LAYERS.filter((layer) => only === null || layer.name === only)
const sums = chosen.map((layer) => ({ name: layer.name, ...runLayer(layer) }))
process.stdout.write('\n')
for (const { name, failed } of sums) if (failed > 0) nameFailed(name)
for (const { name, passed, failed, skipped } of sums) {
  process.stdout.write(`${name.padEnd(12)} ${passed} passed, ${failed} failed, ${skipped} skipped\n`)
}
/** @param {keyof Sum} key */
const total = (key) => sums.reduce((sum, layer) => sum + layer[key], 0)
const [passed, failed, skipped] = [total('passed'), total('failed'), total('skipped')]
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
