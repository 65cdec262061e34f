import { readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import {
  ACK_STATUSES,
  ackSchema,
  challengeMessageSchema,
  commandSchemas,
  eventSchemas,
  signInResultSchema,
  signInSchema,
  signedFarewellSchema,
} from '../../../../src-signaling/protocol/index.ts'

const text = readFileSync(new URL('../../../../src-signaling/PROTOCOL.md', import.meta.url), 'utf8')

/** The examples of the document: what each is of, and its JSON. */
const examples = [...text.matchAll(/```json (\S+)\n([\s\S]*?)\n```/g)].map(([, of = '', json = '']) => ({
  of,
  value: JSON.parse(json) as unknown,
}))
const examplesOf = (of: string) => examples.filter((example) => example.of === of).map((example) => example.value)

describe('PROTOCOL.md and the schemas are one text', () => {
  test.each(Object.entries(commandSchemas))('the example of the command %s validates', (name, schema) => {
    const [example] = examplesOf(`command:${name}`)
    expect(schema.parse(example)).toEqual(example)
  })
  test.each(Object.entries(eventSchemas))('the example of the event %s validates', (name, schema) => {
    const [example] = examplesOf(`event:${name}`)
    expect(schema.parse(example)).toEqual(example)
  })
  test.each(ACK_STATUSES)('the example of the ack %s validates', (status) => {
    const acks = examplesOf(`ack:${status}`).map((example) => ackSchema.parse(example))
    expect(acks).not.toEqual([])
    expect(acks.filter((ack) => ack.status !== status)).toEqual([])
  })
  test('the examples of sign-in validate', () => {
    expect(examplesOf('challenge').map((example) => challengeMessageSchema.parse(example))).toHaveLength(1)
    expect(examplesOf('sign-in').map((example) => signInSchema.parse(example))).toHaveLength(1)
    expect(examplesOf('sign-in-result').map((example) => signInResultSchema.parse(example))).toHaveLength(2)
  })
  test('the example of a signed farewell validates', () => {
    expect(examplesOf('farewell').map((example) => signedFarewellSchema.parse(example))).toHaveLength(1)
  })
  test('the document has no example of something that does not exist', () => {
    const known = [
      ...Object.keys(commandSchemas).map((name) => `command:${name}`),
      ...Object.keys(eventSchemas).map((name) => `event:${name}`),
      ...ACK_STATUSES.map((status) => `ack:${status}`),
      'challenge',
      'sign-in',
      'sign-in-result',
      'farewell',
    ]
    expect(examples.map((example) => example.of).filter((of) => !known.includes(of))).toEqual([])
  })
})
