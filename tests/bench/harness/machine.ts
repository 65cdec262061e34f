import { execFileSync } from 'node:child_process'
import { cpus, loadavg, release, totalmem, type } from 'node:os'

import { chromiumLaunch } from '../../support/chromium.ts'
import type { MachineDescription } from './report.ts'

function chromiumVersion(): string {
  try {
    return execFileSync(chromiumLaunch().executablePath ?? 'chromium', ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .trim()
      .split(' ')
      .slice(0, 2)
      .join(' ')
  } catch {
    return 'no Chromium'
  }
}

/** @returns a function that completes the description when the run is over */
export function describeMachine(): () => MachineDescription {
  const [before = 0] = loadavg()
  return () => {
    const [first] = cpus()
    const [after = 0] = loadavg()
    return {
      processor: first?.model.replaceAll(/\s+/g, ' ').trim() ?? 'unknown',
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.versions.node,
      chromium: chromiumVersion(),
      system: `${type()} ${release()}`,
      load: [before, after],
    }
  }
}
