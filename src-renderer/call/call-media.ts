import type { CallId, MediaState } from '../../src-signaling/protocol/index.ts'
import { createCamera } from './camera.ts'
import type { Effect, FromMedia, FromServer } from './events.ts'
import { createMicrophone } from './microphone.ts'
import type { MicrophoneNotice } from './microphone.ts'
import type {
  AudioOutputPort,
  CaptureProblem,
  Clock,
  MediaDevicesPort,
  PathReport,
  PeerConnection,
  PeerEvent,
  PeerPort,
} from './ports.ts'

/** What the screens need to know of a call's media. */
export interface MediaView {
  readonly microphone: MediaState['microphone']
  readonly microphoneProblem: CaptureProblem | null
  readonly camera: MediaState['camera']
  readonly cameraProblem: CaptureProblem | null
  readonly ownStream: MediaStream | null
  /** Null before consent is complete. */
  readonly remoteStream: MediaStream | null
  readonly path: PathReport | null
  readonly notice: MicrophoneNotice | null
}

const MEDIA_EFFECTS = [
  'open-peer',
  'close-peer',
  'peer-description',
  'peer-candidates',
  'channel-hang-up',
  'channel-media',
  'open-microphone',
  'open-camera',
  'go-live',
  'rename-media',
  'release',
] as const
type MediaEffect = Extract<Effect, { kind: (typeof MEDIA_EFFECTS)[number] }>

/** True for what the media of a call is to do, false for what the controller does itself. */
export const isMediaEffect = (effect: Effect): effect is MediaEffect =>
  (MEDIA_EFFECTS as readonly string[]).includes(effect.kind)

export interface CallMediaOptions {
  readonly peers: PeerPort
  readonly devices: MediaDevicesPort
  readonly output: AudioOutputPort
  readonly clock: Clock
  readonly iceServers: () => readonly RTCIceServer[]
  readonly report: (event: FromMedia | Extract<FromServer, { kind: 'peer-media' }>) => void
  /** The view has changed. */
  readonly changed: () => void
}

/** The media of the one call that lives: its connection, its devices, what is heard. Decides nothing about the call. */
export interface CallMedia {
  run(effect: MediaEffect): void
  view(): MediaView
  setMuted(muted: boolean): void
  setCamera(on: boolean): void
  dismissNotice(): void
  undoSwitch(): void
  levels(): { readonly mine: number; readonly peer: number }
  /** Open connections and captures: none may be left when no call lives. */
  counts(): { readonly connections: number; readonly captures: number }
  close(): void
}

/** How often the path is looked at, ms. */
const REPORT_EVERY = 2_000
/** A connection that has just said goodbye is closed this much later, so that the word gets out, ms. */
const LINGER = 100

export function createCallMedia(options: CallMediaOptions): CallMedia {
  const { clock, changed } = options
  let callId: CallId | null = null
  let peer: PeerConnection | null = null
  let live = false
  let saidGoodbye = false
  let remoteStream: MediaStream | null = null
  let path: PathReport | null = null
  let stopPlaying = () => {}
  let stopReports = () => {}
  const lingering = new Map<PeerConnection, () => void>()

  const tellMedia = () => {
    if (live && callId) {
      options.report({ kind: 'own-media', callId, microphone: microphone.state(), camera: camera.state() })
    }
    changed()
  }
  const microphone = createMicrophone(options.devices, {
    track: (track) => live && peer?.setMicrophone(track),
    changed: tellMedia,
    settled: () => callId && options.report({ kind: 'microphone-settled', callId }),
  })
  const camera = createCamera(options.devices, {
    track: (track) => live && peer?.setCamera(track),
    changed: tellMedia,
  })

  function openPeer(effect: Extract<Effect, { kind: 'open-peer' }>): void {
    closePeer()
    callId = effect.callId
    const { generation } = effect
    peer = options.peers.open({
      side: effect.side,
      iceServers: options.iceServers(),
      listener: (event) => fromPeer(effect.callId, generation, event),
    })
    if (live) attach()
  }

  function fromPeer(id: CallId, generation: number, event: PeerEvent): void {
    switch (event.kind) {
      case 'description':
        return options.report({ kind: 'own-description', callId: id, generation, role: event.role, sdp: event.sdp })
      case 'candidates':
        return options.report({
          kind: 'own-candidates',
          callId: id,
          generation,
          candidates: event.candidates,
          end: event.end,
        })
      case 'path':
        return options.report({ kind: 'path', callId: id, generation, path: event.path })
      case 'broken':
        return options.report({ kind: 'broken', callId: id, generation })
      case 'remote-stream':
        remoteStream = event.stream
        if (live) hear()
        return
      case 'channel':
        if (event.message.kind === 'hangup') return options.report({ kind: 'far-hang-up', callId: id })
        if (event.message.kind === 'media-state') {
          return options.report({ kind: 'peer-media', callId: id, state: { ...event.message.state, callId: id } })
        }
    }
  }

  function attach(): void {
    peer?.setMicrophone(microphone.track())
    peer?.setCamera(camera.track())
  }

  function hear(): void {
    stopPlaying()
    stopPlaying = remoteStream ? options.output.play(remoteStream) : () => {}
    changed()
  }

  function goLive(): void {
    live = true
    attach()
    hear()
    watchPath()
    tellMedia()
  }

  function watchPath(): void {
    stopReports()
    let watching = true
    const look = async () => {
      const report = (await peer?.report()) ?? null
      if (!watching) return
      path = report
      changed()
      stopTimer = clock.after(REPORT_EVERY, () => void look())
    }
    let stopTimer = clock.after(REPORT_EVERY / 2, () => void look())
    stopReports = () => {
      watching = false
      stopTimer()
    }
  }

  function closePeer(): void {
    const closing = peer
    peer = null
    remoteStream = null
    stopPlaying()
    stopPlaying = () => {}
    if (!closing) return
    if (!saidGoodbye) return closing.close()
    closing.setMicrophone(null)
    closing.setCamera(null)
    const finish = () => {
      stopTimer()
      lingering.delete(closing)
      closing.close()
    }
    const stopTimer = clock.after(LINGER, finish)
    lingering.set(closing, finish)
  }

  function release(): void {
    live = false
    stopReports()
    stopReports = () => {}
    closePeer()
    microphone.release()
    camera.release()
    callId = null
    path = null
    saidGoodbye = false
    changed()
  }

  function run(effect: MediaEffect): void {
    switch (effect.kind) {
      case 'open-peer':
        return openPeer(effect)
      case 'close-peer':
        return closePeer()
      case 'peer-description':
        return peer?.receiveDescription(effect.description.role, effect.description.sdp)
      case 'peer-candidates':
        return peer?.receiveCandidates(effect.candidates.candidates, effect.candidates.end)
      case 'channel-hang-up':
        saidGoodbye = peer?.send({ kind: 'hangup' }) ?? false
        return
      case 'channel-media':
        peer?.send({ kind: 'media-state', state: effect.state })
        return
      case 'open-microphone':
        callId = effect.callId
        return microphone.open()
      case 'open-camera':
        return camera.open()
      case 'go-live':
        return goLive()
      case 'rename-media':
        callId = effect.to
        return
      case 'release':
        return release()
    }
  }

  return {
    run,
    view: () => ({
      microphone: microphone.state(),
      microphoneProblem: microphone.problem(),
      camera: camera.state(),
      cameraProblem: camera.problem(),
      ownStream: camera.stream(),
      remoteStream: live ? remoteStream : null,
      path,
      notice: microphone.notice(),
    }),
    setMuted: microphone.setMuted,
    setCamera: (on) => (on ? camera.open() : camera.release()),
    dismissNotice: microphone.dismissNotice,
    undoSwitch: microphone.undoSwitch,
    levels: () => ({ mine: microphone.level(), peer: live ? (peer?.remoteLevel() ?? 0) : 0 }),
    counts: () => ({
      connections: (peer ? 1 : 0) + lingering.size,
      captures: microphone.count() + camera.count(),
    }),
    close() {
      release()
      for (const finish of lingering.values()) finish()
      microphone.close()
    },
  }
}
