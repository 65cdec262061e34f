import type { Page } from '@playwright/test'

/** A device that a page believes in. */
export interface StubDevice {
  readonly kind: 'audioinput' | 'videoinput'
  readonly id: string
  readonly label: string
  /** Of a microphone: what it hears all the time, Hz. */
  readonly pitch?: number
}

declare global {
  /** Ids that were opened, in order; lists that were read; what a device does when it is opened. */
  var stub: { readonly opened: string[]; lists: number; devices: StubDevice[]; fails: string | null }
}

/** Gives the page these devices instead of Chromium's own; the first of a kind is the default. `globalThis.stub` changes them. */
export async function stubDevices(page: Page, devices: readonly StubDevice[]): Promise<void> {
  await page.evaluate((all) => {
    globalThis.stub = { opened: [], lists: 0, devices: [...all], fails: null }
    const { mediaDevices } = navigator
    const named = (track: MediaStreamTrack, device: StubDevice) => {
      Object.defineProperty(track, 'label', { value: device.label })
      Object.assign(track, { getSettings: () => ({ deviceId: device.id }) })
      return track
    }
    const microphone = (pitch: number) => {
      const context = new AudioContext()
      const output = context.createMediaStreamDestination()
      const oscillator = new OscillatorNode(context, { frequency: pitch })
      oscillator.connect(output)
      oscillator.start()
      return output.stream.getAudioTracks()[0] as MediaStreamTrack
    }
    const camera = () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 })
      canvas.getContext('2d')?.fillRect(0, 0, 320, 240)
      return canvas.captureStream(10).getVideoTracks()[0] as MediaStreamTrack
    }
    mediaDevices.enumerateDevices = () => {
      globalThis.stub.lists += 1
      const infos = globalThis.stub.devices.map(({ kind, id, label }) => ({ kind, deviceId: id, label, groupId: '' }))
      return Promise.resolve(infos as unknown as MediaDeviceInfo[])
    }
    mediaDevices.getUserMedia = ({ audio, video } = {}) => {
      const asked = (audio ?? video) as MediaTrackConstraints
      const kind = audio ? 'audioinput' : 'videoinput'
      const { exact } = (asked.deviceId ?? {}) as { readonly exact?: string }
      const device = globalThis.stub.devices.find((one) => one.kind === kind && (!exact || one.id === exact))
      globalThis.stub.opened.push(device?.id ?? 'none')
      if (globalThis.stub.fails) return Promise.reject(new DOMException('refused', globalThis.stub.fails))
      if (!device) return Promise.reject(new DOMException('none', 'NotFoundError'))
      const track = named(kind === 'audioinput' ? microphone(device.pitch ?? 440) : camera(), device)
      globalThis.pageProbe.tracks.push(track)
      return Promise.resolve(new MediaStream([track]))
    }
    mediaDevices.dispatchEvent(new Event('devicechange'))
  }, devices)
}

/** The loudest frequency in what the page receives, Hz, to the nearest 50. */
export const farPitch = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const open = globalThis.pageProbe.connections.find((one) => one.signalingState !== 'closed')
    const track = open?.getReceivers().find((one) => one.track.kind === 'audio')?.track
    if (!track) return 0
    const context = new AudioContext()
    const analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 })
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const bins = new Float32Array(analyser.frequencyBinCount)
    analyser.getFloatFrequencyData(bins)
    const loudest = bins.indexOf(Math.max(...bins))
    await context.close()
    return Math.round((loudest * context.sampleRate) / analyser.fftSize / 50) * 50
  })

/** The track of a kind that the page sends: its label, or null. */
export const sentLabel = (page: Page, kind: 'audio' | 'video'): Promise<string | null> =>
  page.evaluate((wanted) => {
    const open = globalThis.pageProbe.connections.find((one) => one.signalingState !== 'closed')
    return open?.getSenders().find(({ track }) => track?.kind === wanted)?.track?.label ?? null
  }, kind)
