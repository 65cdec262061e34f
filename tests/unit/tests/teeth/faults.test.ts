import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { FAULTS } from '../../../teeth/faults.mjs'

const textOf = (file: string) => readFileSync(new URL(`../../../../${file}`, import.meta.url), 'utf8')

test.each(FAULTS)('a seeded fault has exactly one place in the code, and a test that is to notice: $what', (fault) => {
  expect(textOf(fault.file).split(fault.find)).toHaveLength(2)
  expect(textOf(fault.in)).toContain(fault.by)
})
