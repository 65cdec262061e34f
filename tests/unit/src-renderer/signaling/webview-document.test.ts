import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { fromAppSchemas, toAppSchemas } from '../../../../src-renderer/signaling/host-app-messages.ts'

const text = readFileSync(new URL('../../../../docs/webview.md', import.meta.url), 'utf8')
const examples = [...text.matchAll(/```json (\S+)\n([\s\S]*?)\n```/g)].map(([, of = '', json = '']) => ({
  of,
  value: JSON.parse(json) as unknown,
}))
const known = [
  ...Object.entries(toAppSchemas).map(([kind, schema]) => [`to-app:${kind}`, schema] as const),
  ...Object.entries(fromAppSchemas).map(([kind, schema]) => [`from-app:${kind}`, schema] as const),
]

describe('docs/webview.md and the schemas are one text', () => {
  test.each(known)('there is one example of %s, and it validates', (name, schema) => {
    const found = examples.filter(({ of }) => of === name)
    expect(found).toHaveLength(1)
    expect(schema.parse(found[0]?.value)).toEqual(found[0]?.value)
  })
  test('the document has no example of something that does not exist', () => {
    const names: readonly string[] = known.map(([name]) => name)
    expect(examples.map(({ of }) => of).filter((of) => !names.includes(of))).toEqual([])
  })
})
