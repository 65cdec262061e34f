import { describe, expect, test } from 'vitest'

import { createMicrophone } from '../../../../src-renderer/call/microphone.ts'
import type { Capture, MediaDevicesPort } from '../../../../src-renderer/call/ports.ts'

/** A microphone of the call on devices that the test plugs, mutes and breaks. */
function setUp() {
  const said: string[] = []
  const opened: Capture[] = []
  const listeners = new Set<() => void>()
  let works = true
  const devices: MediaDevicesPort = {
    openMicrophone() {
      const track = { enabled: true, muted: false, readyState: 'live' } as MediaStreamTrack
      const capture: Capture = { track, label: 'Headset', level: () => 0.5, stop: () => {} }
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
    microphoneIsStale: (capture) => capture === null || capture.track.readyState === 'ended',
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const microphone = createMicrophone(devices, {
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
  return { microphone, opened, said, track, settle, breaks: (broken: boolean) => void (works = !broken) }
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
