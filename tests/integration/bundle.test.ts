import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

const PHONE = new URL('../../dist/phone/', import.meta.url).pathname
const BUDGET = 300 * 1024

test('the web phone is at most 300 kB of script and style, compressed', async () => {
  const files = await readdir(PHONE, { recursive: true })
  const code = files.filter((file) => /\.(?:js|css|html)$/.test(file))
  const sizes = await Promise.all(code.map(async (file) => gzipSync(await readFile(join(PHONE, file))).length))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  process.stdout.write(`web phone: ${Math.round(total / 1024)} kB compressed in ${code.length} files\n`)
  expect(code.length).toBeGreaterThan(1)
  expect(total).toBeLessThanOrEqual(BUDGET)
})

test('nothing in it asks for another origin', async () => {
  const files = await readdir(PHONE, { recursive: true })
  const code = await Promise.all(
    files.filter((file) => /\.(?:css|html)$/.test(file)).map((file) => readFile(join(PHONE, file), 'utf8')),
  )
  expect(code.join('\n')).not.toMatch(/(?:src|href)="https?:|url\(["']?https?:/)
})
