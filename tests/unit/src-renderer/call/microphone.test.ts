import { describe, expect, test } from 'vitest'

import { createMicrophone } from '../../../../src-renderer/call/microphone.ts'
import { fakeClock } from '../../../support/fake-clock.ts'
import type { Capture, MediaDevicesPort, Stale } from '../../../../src-renderer/call/ports.ts'

/** A microphone of the call on devices that the test plugs, mutes and breaks. */
function setUp() {
  const said: string[] = []
  const clock = fakeClock()
  const opened: Capture[] = []
  const listeners = new Set<() => void>()
  let works = true
  let stale: Stale | null = null
  const devices: MediaDevicesPort = {
    openMicrophone() {
      const track = { enabled: true, muted: false, readyState: 'live' } as MediaStreamTrack
      const capture: Capture = { track, id: 'h', label: 'Headset', level: () => 0.5, stop: () => {} }
      if (works) opened.push(capture)
      const result = works
        ? { status: 'open' as const, capture }
        : { status: 'failed' as const, problem: 'in-use' as const }
      return { result: Promise.resolve(result), cancel: () => {} }
    },
    openCamera: () => {
      throw new Error('nobody opens a camera here')
    },
    list: async () => [],
    staleMicrophone: (capture) => (capture === null || capture.track.readyState === 'ended' ? 'gone' : stale),
    staleCamera: () => null,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const microphone = createMicrophone(devices, clock, {
    track: () => {},
    changed: () => said.push(microphone.state()),
    settled: () => {},
  })
  /** The newest track changes so, and says it. */
  const track = (change: Partial<MediaStreamTrack>) => {
    Object.assign(opened.at(-1)?.track ?? {}, change)
    for (const listener of listeners) listener()
  }
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }
  return {
    clock,
    microphone,
    opened,
    said,
    track,
    settle,
    breaks: (broken: boolean) => void (works = !broken),
    stale: (why: Stale | null) => void (stale = why),
  }
}

describe('a microphone that the system mutes (F-65)', () => {
  async function open() {
    const rig = setUp()
    rig.microphone.open()
    await rig.settle()
    rig.said.length = 0
    return rig
  }

  test('is muted for the other end, and on for its owner, who did not mute it', async () => {
    const { microphone, said, track } = await open()
    track({ muted: true })
    expect(said).toEqual(['muted'])
    expect([microphone.chosen(), microphone.mutedBySystem()]).toEqual(['on', true])
    track({ muted: false })
    expect(said).toEqual(['muted', 'on'])
    expect(microphone.mutedBySystem()).toBe(false)
  })

  test('stays muted when its owner unmutes, and stays its owner’s mute when the system lets go', async () => {
    const { microphone, opened, track } = await open()
    track({ muted: true })
    microphone.setMuted(true)
    microphone.setMuted(false)
    expect(microphone.state()).toBe('muted')
    microphone.setMuted(true)
    track({ muted: false })
    expect([microphone.state(), microphone.chosen(), opened[0]?.track.enabled]).toEqual(['muted', 'muted', false])
  })

  test('says nothing new when something else changes', async () => {
    const { said, track } = await open()
    track({ muted: true })
    track({})
    expect(said).toEqual(['muted'])
  })

  test('is not remembered for the next one', async () => {
    const { microphone, track, settle } = await open()
    track({ muted: true })
    track({ readyState: 'ended' })
    await settle()
    expect([microphone.state(), microphone.mutedBySystem()]).toEqual(['on', false])
  })
})

describe('a microphone that could not be opened (B-4, B-12)', () => {
  async function refused() {
    const rig = setUp()
    rig.breaks(true)
    rig.microphone.open()
    await rig.settle()
    expect([rig.microphone.chosen(), rig.microphone.problem()]).toEqual(['none', 'in-use'])
    return rig
  }

  test('B-4: is asked for again when its button is pressed, as often as it is pressed', async () => {
    const { microphone, opened, breaks, settle } = await refused()
    microphone.setMuted(true)
    await settle()
    expect(microphone.problem()).toBe('in-use')
    breaks(false)
    microphone.setMuted(true)
    await settle()
    expect([microphone.chosen(), microphone.problem(), opened[0]?.track.enabled]).toEqual(['on', null, true])
  })

  test('B-4: one that comes later is not muted by presses that nobody saw', async () => {
    const { microphone, opened, breaks, settle, track } = await refused()
    for (let press = 0; press < 3; press += 1) {
      microphone.setMuted(true)
      await settle()
    }
    breaks(false)
    track({})
    await settle()
    expect([microphone.chosen(), opened[0]?.track.enabled]).toEqual(['on', true])
  })

  test('B-4: mute while it opens is shown, and holds', async () => {
    const { microphone, opened, settle } = setUp()
    microphone.open()
    microphone.setMuted(true)
    expect([microphone.chosen(), microphone.state()]).toEqual(['muted', 'none'])
    await settle()
    expect([microphone.chosen(), opened[0]?.track.enabled]).toEqual(['muted', false])
  })

  test('D-12: a browser that asks for a while is named, until there is an answer', async () => {
    const { clock, microphone, settle } = setUp()
    microphone.open()
    expect(microphone.asked()).toBe(false)
    clock.pass(1_500)
    expect(microphone.asked()).toBe(true)
    await settle()
    expect([microphone.asked(), clock.waiting()]).toEqual([false, 0])
    microphone.release()
    expect(clock.waiting()).toBe(0)
  })

  test('B-12: a press without a call does not stick', async () => {
    const { microphone, opened, settle } = setUp()
    microphone.setMuted(true)
    await settle()
    expect(opened).toHaveLength(0)
    microphone.open()
    await settle()
    expect([microphone.chosen(), opened[0]?.track.enabled]).toEqual(['on', true])
  })

  test('B-12: nor one after the call', async () => {
    const { microphone, opened, settle } = setUp()
    microphone.open()
    await settle()
    microphone.release()
    microphone.setMuted(true)
    microphone.open()
    await settle()
    expect([microphone.chosen(), opened[1]?.track.enabled]).toEqual(['on', true])
  })
})

describe('another microphone is chosen in the call (B-10, C-3)', () => {
  test('it takes over, stays muted (F-67), and no banner says that the first was unplugged', async () => {
    const { microphone, opened, settle, track, stale } = setUp()
    microphone.open()
    await settle()
    microphone.setMuted(true)
    stale('other')
    const [first] = opened
    const stopped: string[] = []
    Object.assign(first ?? {}, { stop: () => stopped.push('first') })
    track({})
    stale(null)
    await settle()
    expect([opened.length, stopped, opened[1]?.track.enabled]).toEqual([2, ['first'], false])
    expect(microphone.notice()).toBeNull()
  })

  test('another choice of voice: the device is closed before it is opened anew, for a browser keeps what is open as it is', async () => {
    const { microphone, opened, settle, track, stale } = setUp()
    microphone.open()
    await settle()
    const stopped: number[] = []
    Object.assign(opened[0] ?? {}, { stop: () => stopped.push(opened.length) })
    stale('voice')
    track({})
    stale(null)
    await settle()
    expect([stopped[0], opened.length, microphone.chosen()]).toEqual([1, 2, 'on'])
  })
})
