import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, test, vi } from 'vitest'

import { settledFile } from '../../../../src-signaling/server/settled-file.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

test('a file is written once changes have stopped, and also while they do not stop', async ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ringdown-settled-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'people.json')
  const clock = fakeClock()
  const failed = vi.fn<() => void>()
  const file = settledFile(path, clock, 2_000, failed)
  const wrote = (content: string) => vi.waitFor(() => expect(readFileSync(path, 'utf8')).toBe(content))

  file.save(() => 'first')
  clock.pass(2_000)
  await wrote('first')

  for (let second = 1; second <= 11; second++) {
    file.save(() => `joined in second ${second}`)
    clock.pass(1_000)
  }
  await wrote('joined in second 10')
  await file.close()
  await wrote('joined in second 11')
  expect(clock.waiting()).toBe(0)
  expect(failed).not.toHaveBeenCalled()
})
