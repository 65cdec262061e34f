import type { CallId, MediaState } from '../../src-signaling/protocol/index.ts'
import { createCamera } from './camera.ts'
import type { Effect } from './events.ts'
import { createFarVoice } from './far-voice.ts'
import { createLingering } from './lingering.ts'
import { createMicrophone } from './microphone.ts'
import type { MicrophoneNotice } from './microphone.ts'
import type { PathRecord } from './path-record.ts'
import { createPathRecorder } from './path-record.ts'
import { watchPath } from './path-watch.ts'
import type { FromPeer } from './peer-events.ts'
import { fromPeer } from './peer-events.ts'
import type {
  AudioOutputPort,
  CaptureProblem,
  Clock,
  IceSource,
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
  /** Muted, but not by its owner (F-65). */
  readonly microphoneMutedBySystem: boolean
  readonly camera: MediaState['camera']
  readonly cameraProblem: CaptureProblem | null
  /** The system gives no picture at the moment: a closed lid, a privacy switch, a phone in the background. */
  readonly cameraMutedBySystem: boolean
  /** The request for the microphone waits for an answer, probably a person's. */
  readonly microphoneAsked: boolean
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
  'restart-ice',
  'channel-hang-up',
  'channel-media',
  'channel-description',
  'channel-candidates',
  'open-microphone',
  'open-camera',
  'set-hold',
  'agree',
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
  /** The office's STUN and TURN servers, for the connection of one call. */
  readonly ice: (callId: CallId) => IceSource
  readonly report: (event: FromPeer) => void
  /** The view has changed. */
  readonly changed: () => void
}

/** The media of the one call that lives: its connection, its devices, what is heard. Decides nothing about the call. */
export interface CallMedia {
  run(effect: MediaEffect): void
  view(): MediaView
  /** Of the call that went live last, also after its end. */
  record(): PathRecord | null
  setMuted(muted: boolean): void
  setCamera(on: boolean): void
  dismissNotice(): void
  undoSwitch(): void
  levels(): { readonly mine: number; readonly peer: number }
  /** Open connections and captures: none may be left when no call lives. */
  counts(): { readonly connections: number; readonly captures: number }
  close(): void
}

export function createCallMedia(options: CallMediaOptions): CallMedia {
  const { clock, changed } = options
  let callId: CallId | null = null
  let peer: PeerConnection | null = null
  let agreed = false
  let live = false
  let saidGoodbye = false
  let path: PathReport | null = null
  let stopWatching = () => {}
  let current = 0
  let held = false
  const voice = createFarVoice(options.output)
  const lingering = createLingering(clock)

  const tellMedia = () => {
    if (live && callId) {
      options.report({ kind: 'own-media', callId, microphone: microphone.state(), camera: camera.state() })
    }
    changed()
  }
  const microphone = createMicrophone(options.devices, clock, {
    track: (track) => agreed && !held && peer?.setMicrophone(track),
    changed: tellMedia,
    settled: () => callId && options.report({ kind: 'microphone-settled', callId }),
  })
  const camera = createCamera(options.devices, {
    track: (track) => agreed && !held && peer?.setCamera(track),
    changed: tellMedia,
  })

  const recorder = createPathRecorder(clock, () => peer, changed)

  function openPeer(effect: Extract<Effect, { kind: 'open-peer' }>): void {
    closePeer()
    callId = effect.callId
    const { generation } = effect
    current = generation
    peer = options.peers.open({
      side: effect.side,
      ice: options.ice(effect.callId),
      listener: (event) => hearPeer(effect.callId, generation, event),
    })
    if (agreed) {
      peer.agree()
      attach()
    }
  }

  function hearPeer(id: CallId, generation: number, event: PeerEvent): void {
    if (event.kind === 'remote-stream') {
      voice.follow(event.stream)
      return changed()
    }
    const news = fromPeer(id, generation, event)
    if (news) options.report(news)
  }

  /** What is open goes out and what comes is heard, unless the call is on hold. */
  function attach(): void {
    peer?.setMicrophone(held ? null : microphone.track())
    peer?.setCamera(held ? null : camera.track())
    voice.listen(!held)
  }

  /** Nothing goes out and nothing is heard; the camera's light goes out as well, and comes back with Resume. */
  function setHold(on: boolean): void {
    held = on
    camera.hold(on)
    attach()
    changed()
  }

  /** From the person's own gesture on: by go-live at the latest. */
  function agree(): void {
    agreed = true
    peer?.agree()
    attach()
  }

  function goLive(): void {
    live = true
    agree()
    stopWatching()
    stopWatching = watchPath({
      clock,
      peer: () => peer,
      report(report) {
        path = report
        changed()
      },
      inbound: (silentMs) => callId && options.report({ kind: 'inbound', callId, generation: current, silentMs }),
    })
    if (callId) recorder.begin(callId)
    tellMedia()
  }

  /** @param lookedAt its end is being recorded */
  function closePeer(lookedAt = false): void {
    const closing = peer
    peer = null
    voice.follow(null)
    if (!closing) return
    if (saidGoodbye || lookedAt) lingering.close(closing)
    else closing.close()
  }

  function release(): void {
    const wasLive = live
    if (wasLive) recorder.end(path)
    agreed = false
    live = false
    held = false
    voice.listen(false)
    stopWatching()
    stopWatching = () => {}
    closePeer(wasLive)
    microphone.release()
    camera.release()
    camera.hold(false)
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
        return peer?.receiveDescription(effect.description.role, effect.description.sdp, effect.description.seq)
      case 'peer-candidates':
        return peer?.receiveCandidates(effect.candidates.candidates, effect.candidates.end)
      case 'restart-ice':
        return peer?.restartIce()
      case 'channel-hang-up':
        saidGoodbye = peer?.send({ kind: 'hangup' }) ?? false
        return
      case 'channel-media':
        peer?.send({ kind: 'media-state', state: effect.state })
        return
      case 'channel-description':
        peer?.send({ kind: 'description', description: effect.description })
        return
      case 'channel-candidates':
        peer?.send({ kind: 'candidates', candidates: effect.candidates })
        return
      case 'open-microphone':
        callId = effect.callId
        return microphone.open()
      case 'open-camera':
        return camera.open()
      case 'set-hold':
        return setHold(effect.on)
      case 'agree':
        return agree()
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
      microphone: microphone.chosen(),
      microphoneProblem: microphone.problem(),
      microphoneMutedBySystem: microphone.mutedBySystem(),
      camera: camera.chosen(),
      cameraProblem: camera.problem(),
      cameraMutedBySystem: camera.mutedBySystem(),
      microphoneAsked: microphone.asked(),
      ownStream: camera.stream(),
      remoteStream: live ? voice.stream() : null,
      path,
      notice: microphone.notice(),
    }),
    record: recorder.record,
    setMuted: microphone.setMuted,
    setCamera(on) {
      // Without a call, and before this person agreed to one, no camera opens.
      if (on && !microphone.wanted()) return
      if (on) camera.open()
      else camera.release()
    },
    dismissNotice: microphone.dismissNotice,
    undoSwitch: microphone.undoSwitch,
    levels: () => ({ mine: microphone.level(), peer: live && !held ? (peer?.remoteLevel() ?? 0) : 0 }),
    counts: () => ({
      connections: (peer ? 1 : 0) + lingering.count(),
      captures: microphone.count() + camera.count(),
    }),
    close() {
      release()
      recorder.close()
      lingering.closeAll()
      microphone.close()
      camera.close()
    },
  }
}
