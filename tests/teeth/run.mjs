// `npm run test:teeth`: puts one fault after the other into a copy of the sources; the test named after the rule has to fail.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { FAULTS } from './faults.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'ringdown-teeth-'))
const report = join(copy, 'report.json')

/** Names of the tests of some files that fail now. @param {readonly string[]} files @returns {readonly string[]} */
function failing(files) {
  const reporters = ['--reporter=json', `--outputFile=${report}`]
  spawnSync(
    'npx',
    ['vitest', 'run', '--config', 'tests/vitest.config.ts', '--project', 'unit', ...reporters, ...files],
    {
      cwd: copy,
      stdio: 'ignore',
      timeout: 300_000,
    },
  )
  /** @type {{ testResults: { status: string, message: string, assertionResults: { status: string, fullName: string }[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  rmSync(report)
  // A file that could not be loaded has no results: that is no test that noticed.
  return testResults.flatMap((file) =>
    file.assertionResults.filter((one) => one.status === 'failed').map((one) => one.fullName),
  )
}

/** @param {import('./faults.mjs').Fault} fault @returns {string | null} what is wrong, or null when the test has noticed */
function bite(fault) {
  const path = join(copy, fault.file)
  const source = readFileSync(path, 'utf8')
  if (source.split(fault.find).length !== 2) return 'its place is not found exactly once'
  writeFileSync(
    path,
    source.replace(fault.find, () => fault.replace),
  )
  const failed = failing([fault.in])
  writeFileSync(path, source)
  if (failed.some((name) => name.includes(fault.by))) return null
  return failed.length > 0 ? `only others failed: ${failed.join('; ')}` : 'no test failed'
}

function main() {
  for (const part of ['src-main', 'src-renderer', 'src-signaling', 'tests', 'package.json', 'tsconfig.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const healthy = failing([...new Set(FAULTS.map((fault) => fault.in))])
  if (healthy.length > 0) {
    process.stdout.write(`Without any fault these fail: ${healthy.join('; ')}\n`)
    return FAULTS.length
  }
  let missed = 0
  for (const fault of FAULTS) {
    const trouble = bite(fault)
    if (trouble) missed += 1
    process.stdout.write(`${trouble ? `MISSED (${trouble})` : 'caught'}: ${fault.what} — ${fault.by}\n`)
  }
  return missed
}

let missed = FAULTS.length
try {
  missed = main()
} finally {
  rmSync(copy, { recursive: true, force: true })
}
process.stdout.write(`${FAULTS.length - missed} passed, ${missed} failed\n`)
process.exitCode = missed > 0 ? 1 : 0
