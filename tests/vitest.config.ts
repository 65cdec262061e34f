import { defineConfig } from 'vitest/config'
import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

const long = process.env['RINGDOWN_LONG'] === '1'

/** The searches of test:long keep millions of states, and make as many in a short time. */
const model = {
  testTimeout: 2_400_000,
  execArgv: long ? ['--max-old-space-size=8192', '--max-semi-space-size=64'] : [],
}

/** Installers that only test:long makes are in a folder of their own. */
const packaging = long ? ['tests/packaging/**/*.test.ts'] : ['tests/packaging/*.test.ts']

/** The one file that takes as long as all others together, so that they run beside it and not before it. */
const LONGEST = 'restart-late.test.ts'

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLongest = ({ moduleId }: TestSpecification) => moduleId.endsWith(LONGEST)
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))]
  }
}

/** Unit, property, model, integration and packaging layers; `--project` picks one. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    testTimeout: long ? 600_000 : 30_000,
    hookTimeout: 30_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'] } },
      { extends: true, test: { name: 'property', include: ['tests/property/**/*.test.ts'] } },
      { extends: true, test: { name: 'model', include: ['tests/model/**/*.test.ts'], ...model } },
      { extends: true, test: { name: 'integration', include: ['tests/integration/**/*.test.ts'] } },
      // One after the other: they share what was packaged, and the machine.
      { extends: true, test: { name: 'packaging', include: packaging, fileParallelism: false } },
    ],
  },
})
