import { expect, test, vi } from 'vitest'

import { createOperations } from '../../../../src-renderer/media/operations.ts'
import { deferred } from '../../../support/deferred.ts'

test('R-13: operations run one after the other, in their order', async () => {
  const said: string[] = []
  const operations = createOperations(() => {})
  const gate = deferred()
  operations.run(async () => {
    said.push('first begins')
    await gate.promise
    said.push('first ends')
  })
  const done = deferred()
  operations.run(async () => {
    said.push('second')
    done.resolve()
  })
  gate.resolve()
  await done.promise
  expect(said).toEqual(['first begins', 'first ends', 'second'])
})

test('one that fails is told, and the next runs all the same', async () => {
  const failed = vi.fn()
  const operations = createOperations(failed)
  operations.run(() => Promise.reject(new Error('no')))
  await new Promise<void>((resolve) => operations.run(async () => resolve()))
  expect(failed).toHaveBeenCalledTimes(1)
})

test('after closing nothing that waits runs, and no failure is told any more', async () => {
  const failed = vi.fn()
  const operations = createOperations(failed)
  const gate = deferred()
  const late = vi.fn()
  operations.run(async () => {
    await gate.promise
    throw new Error('closed under it')
  })
  operations.run(late)
  operations.close()
  gate.resolve()
  await gate.promise
  await new Promise((resolve) => setImmediate(resolve))
  expect(late).not.toHaveBeenCalled()
  expect(failed).not.toHaveBeenCalled()
})
