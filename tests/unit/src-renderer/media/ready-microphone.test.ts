import { expect, test } from 'vitest'

import type { Capture } from '../../../../src-renderer/call/ports.ts'
import type { BrowserMediaDevices } from '../../../../src-renderer/media/media-devices.ts'
import { withReadyMicrophone } from '../../../../src-renderer/media/ready-microphone.ts'
import { createSettingsStore } from '../../../../src-renderer/settings/settings-store.ts'
import type { Settings } from '../../../../src-renderer/ui/view-model.ts'
import { memoryStorage } from '../../../support/memory-storage.ts'

/** A device whose tracks know whether they live; a clone lives and ends apart from its original. */
function fakeTrack(): MediaStreamTrack {
  const track = {
    readyState: 'live',
    stop: () => void Object.assign(track, { readyState: 'ended' }),
    clone: () => fakeTrack(),
  }
  return track as unknown as MediaStreamTrack
}

function setUp(first: Partial<Settings> = {}, unasked = true) {
  const settings = createSettingsStore(memoryStorage(), new EventTarget())
  settings.change(first)
  const opened: Capture[] = []
  const changes = new Set<() => void>()
  const voices = new Map<Capture, boolean>()
  const whyStale = (capture: Capture | null) => {
    if (capture === null || capture.track.readyState === 'ended') return 'gone'
    const voice = voices.get(capture)
    return voice === undefined || voice === settings.get().noiseSuppression ? null : 'voice'
  }
  const devices: BrowserMediaDevices = {
    openMicrophone() {
      const track = fakeTrack()
      const capture = { track, id: 'h', label: 'Headset', level: () => 0.5, stop: () => track.stop() }
      opened.push(capture)
      let cancelled = false
      const open = async () => {
        await Promise.resolve()
        if (!cancelled) return { status: 'open', capture } as const
        track.stop()
        return { status: 'failed', problem: 'missing' } as const
      }
      return {
        result: open(),
        cancel() {
          cancelled = true
        },
      }
    },
    openCamera: () => {
      throw new Error('nobody opens a camera here')
    },
    list: async () => [],
    known: () => [],
    staleMicrophone: (capture) => whyStale(capture),
    staleCamera: () => null,
    look: () => {},
    isUnasked: async () => unasked,
    clone({ label, level, track: original }, stopped) {
      const track = original.clone()
      const clone: Capture = {
        track,
        id: 'h',
        label,
        level,
        stop() {
          stopped()
          track.stop()
        },
      }
      voices.set(clone, settings.get().noiseSuppression)
      return clone
    },
    onChange(listener) {
      changes.add(listener)
      return () => changes.delete(listener)
    },
    close: () => changes.clear(),
  }
  const ready = withReadyMicrophone(devices, settings)
  const live = () => opened.filter(({ track }) => track.readyState === 'live').length
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
  }
  const plug = () => {
    for (const changed of changes) changed()
  }
  return { settings, ready, opened, live, settle, plug }
}

test('R-19 by default no microphone is open while nobody calls', async () => {
  const { ready, opened, settle } = setUp()
  await settle()
  expect(opened).toHaveLength(0)
  expect(ready.isReady()).toBe(false)
})

test('R-19 switched on, one microphone opens and says so; switched off, it closes at once', async () => {
  const { settings, ready, live, settle } = setUp()
  const told: boolean[] = []
  ready.onChange(() => told.push(ready.isReady()))
  settings.change({ keepMicrophoneReady: true })
  await settle()
  expect([live(), ready.isReady()]).toEqual([1, true])
  settings.change({ keepMicrophoneReady: false })
  expect([live(), ready.isReady()]).toEqual([0, false])
  expect(told).toEqual([false, true, false])
})

test('R-19 what opens after it was switched off is closed on arrival', async () => {
  const { settings, ready, live, settle } = setUp()
  settings.change({ keepMicrophoneReady: true })
  settings.change({ keepMicrophoneReady: false })
  await settle()
  expect([live(), ready.isReady()]).toEqual([0, false])
})

test('a call gets a track of its own without opening anything, and closes that one only', async () => {
  const { ready, opened, live, settle } = setUp({ keepMicrophoneReady: true })
  await settle()
  const result = await ready.openMicrophone().result
  if (result.status !== 'open') throw new Error(result.problem)
  expect(opened).toHaveLength(1)
  result.capture.stop()
  expect(result.capture.track.readyState).toBe('ended')
  expect([live(), ready.isReady()]).toEqual([1, true])
})

test('R-19 a call that is over before it took its track leaves none of its own', async () => {
  const { ready, live, settle } = setUp({ keepMicrophoneReady: true })
  await settle()
  const pending = ready.openMicrophone()
  pending.cancel()
  expect(await pending.result).toMatchObject({ status: 'failed' })
  expect(live()).toBe(1)
})

test('an unplugged microphone is followed by the next one, and not handed to a call', async () => {
  const { ready, opened, live, settle, plug } = setUp({ keepMicrophoneReady: true })
  await settle()
  opened[0]?.track.stop()
  void ready.openMicrophone()
  expect(opened).toHaveLength(2)
  plug()
  await settle()
  expect(opened).toHaveLength(3)
  expect(live()).toBe(2)
})

test('another choice of voice opens it anew', async () => {
  const { settings, opened, live, settle } = setUp({ keepMicrophoneReady: true })
  await settle()
  settings.change({ noiseSuppression: false })
  await settle()
  expect([opened.length, live()]).toEqual([2, 1])
})

test('B-10: while a call has the device with the choice of voice before, it is not opened; then it is, anew', async () => {
  const { settings, ready, opened, live, settle, plug } = setUp({ keepMicrophoneReady: true })
  await settle()
  const call = await ready.openMicrophone().result
  settings.change({ noiseSuppression: false })
  plug()
  await settle()
  expect([opened.length, live()]).toEqual([1, 0])
  if (call.status === 'open') call.capture.stop()
  plug()
  await settle()
  expect([opened.length, live()]).toEqual([2, 1])
})

test('D-12: a browser that would ask is not made to when the page begins; the switch asks', async () => {
  const { settings, opened, settle, plug } = setUp({ keepMicrophoneReady: true }, false)
  await settle()
  plug()
  await settle()
  expect(opened).toHaveLength(0)
  settings.change({ keepMicrophoneReady: false })
  settings.change({ keepMicrophoneReady: true })
  await settle()
  expect(opened).toHaveLength(1)
})

test('R-19 nothing is open after the page has gone', async () => {
  const { ready, live, settle, settings } = setUp({ keepMicrophoneReady: true })
  await settle()
  ready.close()
  expect(live()).toBe(0)
  settings.change({ noiseSuppression: false })
  await settle()
  expect(live()).toBe(0)
})
