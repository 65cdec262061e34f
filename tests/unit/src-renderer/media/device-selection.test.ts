import { describe, expect, test } from 'vitest'

import type { Device } from '../../../../src-renderer/call/ports.ts'
import { deviceChoice, findPreferred, isStale } from '../../../../src-renderer/media/device-selection.ts'

const microphone = (id: string, label: string): Device => ({ id, label, kind: 'microphone' })
const headset = microphone('h', 'Jabra Evolve')
const builtIn = microphone('b', 'Built-in')

describe('the preferred device', () => {
  test('is found by its id', () => {
    expect(findPreferred({ id: 'h', label: 'old label' }, [builtIn, headset])).toEqual(headset)
  })
  test('is found by its label when ids have changed, if only one carries it', () => {
    expect(findPreferred({ id: 'gone', label: 'Jabra Evolve' }, [builtIn, headset])).toEqual(headset)
    const twins = [headset, microphone('h2', 'Jabra Evolve')]
    expect(findPreferred({ id: 'gone', label: 'Jabra Evolve' }, twins)).toBeNull()
  })
  test('without a label nothing is guessed', () => {
    expect(findPreferred({ id: 'gone', label: '' }, [microphone('x', '')])).toBeNull()
  })
})

describe('what the settings show', () => {
  test('a choice that is not plugged in is named, and the default is used meanwhile', () => {
    const all = [microphone('default', 'Default - Built-in'), headset, builtIn].filter((one) => one !== headset)
    const choice = deviceChoice({ id: 'h', label: 'Jabra Evolve' }, 'microphone', all)
    expect(choice).toEqual({ options: [builtIn], effective: builtIn, missing: 'Jabra Evolve' })
  })
  test('the alias tells which device is the default, and is none itself', () => {
    const all = [microphone('default', 'Default - Jabra Evolve'), builtIn, headset]
    expect(deviceChoice(null, 'microphone', all)).toEqual({
      options: [builtIn, headset],
      effective: headset,
      missing: null,
    })
  })
  test('another kind of device is not offered', () => {
    expect(deviceChoice(null, 'camera', [headset]).options).toEqual([])
  })
})

describe('F-63: the open microphone is replaced', () => {
  test('when it is unplugged and another one is there', () => {
    expect(isStale('Jabra Evolve', false, null, [builtIn])).toBe(true)
    expect(isStale('Jabra Evolve', true, null, [builtIn, headset])).toBe(true)
  })
  test('when the preferred one is plugged in again', () => {
    expect(isStale('Built-in', false, { id: 'h', label: 'Jabra Evolve' }, [builtIn, headset])).toBe(true)
  })
  test('not when a device comes that nobody asked for', () => {
    expect(isStale('Built-in', false, null, [builtIn, headset])).toBe(false)
  })
  test('when none could be opened and one is there now', () => {
    expect(isStale(null, false, null, [builtIn])).toBe(true)
    expect(isStale(null, false, null, [])).toBe(false)
  })
})
