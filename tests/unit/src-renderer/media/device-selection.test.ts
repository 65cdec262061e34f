import { describe, expect, test } from 'vitest'

import type { Device } from '../../../../src-renderer/call/ports.ts'
import type { OpenDevice } from '../../../../src-renderer/media/device-selection.ts'
import { deviceChoice, findPreferred, whyStale } from '../../../../src-renderer/media/device-selection.ts'

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

/** An open microphone that the list has had. */
const open = (device: Pick<Device, 'id' | 'label'>, change: Partial<OpenDevice> = {}): OpenDevice => ({
  id: device.id,
  label: device.label,
  ended: false,
  listed: true,
  asked: device.id,
  ...change,
})
const why = (device: OpenDevice, preferred: Device | null, all: readonly Device[]) =>
  whyStale('microphone', device, preferred, all)

describe('F-63: the open microphone is replaced', () => {
  test('when it is unplugged and another one is there', () => {
    expect(why(open(headset), null, [builtIn])).toBe('gone')
    expect(why(open(headset, { ended: true }), null, [builtIn, headset])).toBe('gone')
  })
  test('when the preferred one is plugged in again', () => {
    expect(why(open(builtIn, { asked: null }), headset, [builtIn, headset])).toBe('other')
  })
  test('not when a device comes that nobody asked for', () => {
    expect(why(open(builtIn, { asked: null }), null, [builtIn, headset])).toBeNull()
  })
})

describe('C-3: what the settings show is what is open', () => {
  const short = microphone('m', 'Microphone (Realtek(R) Audio)')
  const long = microphone('l', 'Headset Microphone (Realtek(R) Audio)')
  const usual = microphone('default', `Default - ${short.label}`)
  const twins = [microphone('t1', 'Headset'), microphone('t2', 'Headset')] as const

  test('a label that ends like another one is another device, either way round', () => {
    expect(why(open(long), short, [short, long])).toBe('other')
    expect(why(open(short), long, [short, long])).toBe('other')
    expect(why(open(short), short, [short, long])).toBeNull()
    const [monitor, voice] = [microphone('x', 'Monitor of X'), microphone('y', 'X')]
    expect(why(open(monitor), voice, [monitor, voice])).toBe('other')
  })
  test('of two with one label the chosen one, by its id', () => {
    expect(why(open(twins[0]), twins[1], twins)).toBe('other')
    expect(why(open(twins[1]), twins[1], twins)).toBeNull()
  })
  test('back to the system’s default, which is another one', () => {
    expect(why(open(long), null, [usual, short, long])).toBe('other')
    expect(why(open(short), null, [usual, short, long])).toBeNull()
    expect(why(open(long), null, [short, long])).toBe('other')
    expect(why(open(long, { asked: null }), null, [short, long])).toBeNull()
  })
  test('the alias is open: until it stands for another device', () => {
    const isOpen = open(usual, { asked: null })
    expect(why(isOpen, null, [usual, short, long])).toBeNull()
    expect(why(isOpen, short, [usual, short, long])).toBeNull()
    expect(why(isOpen, long, [usual, short, long])).toBe('other')
    expect(why(isOpen, null, [microphone('default', `Default - ${long.label}`), short, long])).toBe('other')
  })
  test('the default that is shown is the whole name, not one that it ends with', () => {
    const all = [microphone('default', `Default - ${long.label}`), short, long]
    expect(deviceChoice(null, 'microphone', all).effective).toEqual(long)
  })
  test('the same for cameras', () => {
    const [front, back] = [
      { id: 'f', label: 'Front', kind: 'camera' as const },
      { id: 'b', label: 'Back', kind: 'camera' as const },
    ]
    expect(whyStale('camera', open(front), back, [front, back, short])).toBe('other')
    expect(whyStale('camera', open(front), front, [front, back, short])).toBeNull()
  })
})

describe('C-6: a list that tells nothing is no reason to open anything again', () => {
  const mine = { id: 'real', label: 'Internal mic' }
  test.each([
    ['no ids and no names', [microphone('', '')]],
    ['a placeholder for an id', [microphone('abc', '')]],
    ['another name each time', [microphone('abc', 'Audio input 1')]],
    ['nothing', []],
  ])('%s', (_, all) => {
    expect(why(open(mine, { listed: false, asked: null }), null, all)).toBeNull()
  })
  test('ids that change with each list: the only one of that name is it', () => {
    const all = [microphone('r1', 'Headset'), microphone('r2', 'Other')]
    const chosen = microphone('r0', 'Headset')
    expect(why(open({ id: 'r7', label: 'Headset' }, { listed: false }), chosen, all)).toBeNull()
  })
})

describe('D-15: Windows numbers a headset anew in another socket', () => {
  const choice = microphone('old', 'Headset (USB)')
  test('it is found again', () => {
    const moved = microphone('new', 'Headset (4- USB)')
    expect(findPreferred(choice, [builtIn, moved])).toEqual(moved)
    expect(findPreferred(moved, [builtIn, microphone('x', 'Headset (2- USB)')])?.id).toBe('x')
    expect(findPreferred(microphone('old', '4- Jabra'), [microphone('x', 'Jabra')])?.id).toBe('x')
  })
  test('not when two could be it, and the very name goes first', () => {
    const [second, third] = [microphone('2', 'Headset (2- USB)'), microphone('3', 'Headset (3- USB)')]
    expect(findPreferred(choice, [second, third])).toBeNull()
    expect(findPreferred(choice, [second, microphone('1', 'Headset (USB)')])?.id).toBe('1')
  })
})
