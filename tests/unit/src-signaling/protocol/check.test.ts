import { readdirSync, readFileSync } from 'node:fs'

import * as z from 'zod'
import { expect, test } from 'vitest'

import { check, commandSchemas, eventSchemas, signInSchema } from '../../../../src-signaling/protocol/index.ts'

/** An object whose length cannot become a number: comparing it throws. */
const LENGTHLESS: unknown = JSON.parse('{"length":{"toString":1,"valueOf":1}}')

test('F-75: a value on which the schema library itself throws is only wrong', () => {
  expect(() => z.string().max(5).safeParse(LENGTHLESS)).toThrow(TypeError)
  expect(check(z.string().max(5), LENGTHLESS)).toEqual({ success: false })
  expect(check(z.string().max(5), 'right')).toEqual({ success: true, data: 'right' })
})

test('F-75: no field of any message lets such a value through', () => {
  for (const schema of [signInSchema, ...Object.values(commandSchemas), ...Object.values(eventSchemas)]) {
    for (const field of Object.keys(schema.shape)) {
      expect(check(schema, { [field]: LENGTHLESS }).success, field).toBe(false)
    }
  }
})

test('F-75: nothing that comes from outside is checked in another way', () => {
  const sources = ['src-main', 'src-renderer', 'src-signaling'].flatMap((folder) => {
    const root = new URL(`../../../../${folder}/`, import.meta.url)
    const files = readdirSync(root, { recursive: true }).map(String)
    return files
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ({ file, text: readFileSync(new URL(file, root), 'utf8') }))
  })
  expect(sources.length).toBeGreaterThan(150)
  expect(sources.filter(({ text }) => text.includes('.safeParse(')).map(({ file }) => file)).toEqual([
    'protocol/check.ts',
  ])
})
