import type { Lan } from '../../network/support/namespaces.ts'
import { buildLan } from '../../network/support/namespaces.ts'
import type { Need } from '../../run/provide.mjs'
import type { Bench } from './program.ts'

/** What a program needs whose browsers and servers are on machines of their own. */
export const MACHINES = { needs: ['chromium', 'namespaces', 'rig'] satisfies readonly Need[] }

/** A network of machines, gone when the program is over, and also when somebody stops it. */
export function openLan(bench: Bench): Lan {
  const lan = buildLan()
  const tearDown = () => lan.tearDown()
  // The browsers' own handler of an interrupt ends this process, and nothing is closed later.
  process.once('exit', tearDown)
  bench.closeLater(() => {
    process.off('exit', tearDown)
    tearDown()
  })
  return lan
}
