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

/** A disk whose writes end when the test says so. */
function slowDisk() {
  const written: string[] = []
  const ends: ((error?: Error) => void)[] = []
  let running = 0
  let atOnce = 0
  return {
    written,
    atOnce: () => atOnce,
    end: (error?: Error) => ends.shift()?.(error),
    waiting: () => ends.length,
    write: (_path: string, content: string) =>
      new Promise<void>((resolve, reject) => {
        running += 1
        atOnce = Math.max(atOnce, running)
        ends.push((error) => {
          running -= 1
          if (error) return reject(error)
          written.push(content)
          resolve()
        })
      }),
  }
}

test('B-19 A-12: one writer: what changes during a write is written after it, once, and closing waits for both', async () => {
  const clock = fakeClock()
  const disk = slowDisk()
  const failed = vi.fn<(error: unknown) => void>()
  const file = settledFile('missed.json', clock, 200, failed, disk.write)
  file.save(() => 'first')
  clock.pass(200)
  expect(disk.waiting()).toBe(1)
  for (let change = 0; change < 50; change += 1) {
    file.save(() => `change ${change}`)
    clock.pass(1_000)
  }
  expect(disk.waiting()).toBe(1)
  let closed = false
  const closing = file.close().then(() => (closed = true))
  await Promise.resolve()
  expect(closed).toBe(false)
  disk.end()
  await vi.waitFor(() => expect(disk.waiting()).toBe(1))
  expect(closed).toBe(false)
  disk.end()
  await closing
  expect(disk.written).toEqual(['first', 'change 49'])
  expect(disk.atOnce()).toBe(1)
  expect(clock.waiting()).toBe(0)
  expect(failed).not.toHaveBeenCalled()
})

test('A-12: a list that takes long to write is written rarely, however often it changes', async () => {
  const clock = fakeClock()
  const disk = slowDisk()
  const file = settledFile('missed.json', clock, 200, () => {}, disk.write)
  file.save(() => 'state')
  clock.pass(200)
  clock.pass(1_000)
  disk.end()
  await vi.waitFor(() => expect(disk.written).toHaveLength(1))
  file.save(() => 'state')
  clock.pass(9_000)
  expect(disk.waiting()).toBe(0)
  clock.pass(1_000)
  expect(disk.waiting()).toBe(1)
})

test('B-19: a write that fails is said, and the next one is made', async () => {
  const clock = fakeClock()
  const disk = slowDisk()
  const failed = vi.fn<(error: unknown) => void>()
  const file = settledFile('missed.json', clock, 200, failed, disk.write)
  file.save(() => 'lost')
  clock.pass(200)
  disk.end(new Error('disk full'))
  await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce())
  file.save(() => 'kept')
  clock.pass(200)
  await vi.waitFor(() => expect(disk.waiting()).toBe(1))
  disk.end()
  await vi.waitFor(() => expect(disk.written).toEqual(['kept']))
  await file.close()
})
