import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Browser, LaunchOptions } from '@playwright/test'
import { chromium } from '@playwright/test'

import type { Machine } from './namespaces.ts'

/** Chromium on this machine; whoever launches it closes it. */
export async function launchInside(
  machine: Machine,
  { executablePath = chromium.executablePath(), ...options }: LaunchOptions,
): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-wrap-'))
  // Playwright talks to the browser through inherited pipes, which the namespace does not cut.
  const wrapper = join(folder, machine.name)
  await writeFile(wrapper, `#!/bin/sh\nexec ${machine.inside(executablePath).join(' ')} "$@"\n`)
  await chmod(wrapper, 0o755)
  const browser = await chromium.launch({ ...options, executablePath: wrapper })
  // The script is read once: it is no longer needed when the browser runs.
  await rm(folder, { recursive: true, force: true })
  return browser
}
