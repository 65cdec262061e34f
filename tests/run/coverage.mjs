// How much of the reducers the unit and property tests reach: at least 98 % of the lines and 95 % of the branches (v8).
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The pure files: what is decided about calls, at the office and at a phone. Their shells run effects and are no reducers. */
const COUNTED = ['src-signaling/calls/**/*.ts', 'src-renderer/call/**/*.ts']
const SHELLS = ['attention', 'call-media', 'camera', 'controller', 'microphone', 'path-watch', 'ports', 'timer-set']
/** What the screens show of a call. */
const VIEWS = ['call-view', 'log-line']

const TESTS = [
  'tests/unit/src-signaling/calls',
  'tests/unit/src-renderer/call',
  'tests/property/registry',
  'tests/property/office',
  'tests/property/every-pair',
]

const shells = [...SHELLS, ...VIEWS].map((name) => `src-renderer/call/${name}.ts`)
const status = spawnSync(
  'npx',
  [
    'vitest',
    'run',
    '--config',
    'tests/vitest.config.ts',
    ...TESTS,
    '--reporter=dot',
    '--coverage.enabled',
    ...COUNTED.map((files) => `--coverage.include=${files}`),
    ...shells.map((file) => `--coverage.exclude=${file}`),
    '--coverage.reporter=text',
    '--coverage.thresholds.lines=98',
    '--coverage.thresholds.branches=95',
  ],
  // The quick sizes are enough to reach every line.
  { cwd: root, stdio: 'inherit', env: { ...process.env, RINGDOWN_LONG: '', RINGDOWN_SEED: '1' } },
).status
process.exitCode = status ?? 1
