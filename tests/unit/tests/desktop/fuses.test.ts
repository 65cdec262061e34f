import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'
import { parse } from 'yaml'

import { wrongFuses } from '../../../desktop/support/fuses.ts'

const { electronFuses } = parse(readFileSync(new URL('../../../../electron-builder.yml', import.meta.url), 'utf8')) as {
  readonly electronFuses: Readonly<Record<string, boolean>>
}
const wireOf = (states: string) => ({
  version: '1',
  ...Object.fromEntries(Array.from(states, (state, place) => [place, state.charCodeAt(0)])),
})

test('E-11, I-17: the wires of Electron 33 and of 45, which has a ninth fuse, are right as we pack them', () => {
  expect(wrongFuses(wireOf('01001100'), electronFuses)).toEqual([])
  expect(wrongFuses(wireOf('010011001'), electronFuses)).toEqual([])
})

test('E-11, I-17: a fuse in another state is named, and so is one that a later Electron adds', () => {
  expect(wrongFuses(wireOf('110011000'), electronFuses)).toEqual([
    'runAsNode is true, and should be false',
    'wasmTrapHandlers is false, and should be true',
  ])
  // Electron's mark for a fuse that is no more.
  expect(wrongFuses(wireOf('r1001100'), electronFuses)).toEqual(['runAsNode is undefined, and should be false'])
  expect(wrongFuses(wireOf('0100110011'), electronFuses)).toEqual(['fuse 9 is one that nobody has decided about'])
})
