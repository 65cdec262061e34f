import type { CandidateFact } from '../doctor/evidence.ts'
import type { LoopResult } from '../doctor/network-report.ts'
import type { Loop, LoopOptions } from '../doctor/network-test.ts'
import type { Clock } from '../call/ports.ts'
import { describedCandidates } from './path-evidence.ts'

/** Two connections inside this page, with a data channel between them and nothing of a microphone or camera. */
export function openLoop({ server, relayOnly, until }: LoopOptions, clock: Clock): Loop {
  const config: RTCConfiguration = {
    iceServers: server ? [server] : [],
    iceTransportPolicy: relayOnly ? 'relay' : 'all',
  }
  const near = new RTCPeerConnection(config)
  const far = new RTCPeerConnection(config)
  const channel = near.createDataChannel('loop')
  const errors: number[] = []
  let sentAt = 0
  let roundTripMs: number | null = null
  let settle: (result: LoopResult) => void = () => {}
  let stopped = false
  const result = new Promise<LoopResult>((resolve) => {
    settle = resolve
  })

  const candidates = (): readonly CandidateFact[] => describedCandidates(near.localDescription?.sdp ?? '')
  const gathered = () => near.iceGatheringState === 'complete'

  function stop(): void {
    if (stopped) return
    stopped = true
    settle({ candidates: candidates(), errors, gathered: gathered(), roundTripMs })
    near.close()
    far.close()
  }

  near.addEventListener('icecandidateerror', ({ errorCode }) => errors.push(errorCode))
  near.addEventListener('icegatheringstatechange', () => {
    if (!gathered()) return
    // Without a single candidate the two will not meet either.
    if (until === 'gathered' || candidates().length === 0) stop()
  })
  pass(near, far)
  pass(far, near)
  channel.addEventListener('open', () => {
    sentAt = clock.now()
    channel.send('ping')
  })
  channel.addEventListener('message', () => {
    roundTripMs = Math.round(clock.now() - sentAt)
    if (until === 'passed') stop()
  })
  far.addEventListener('datachannel', ({ channel: other }) => {
    other.addEventListener('message', () => other.send('pong'))
  })

  void introduce(near, far).catch(stop)
  return { result, stop }
}

async function introduce(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  await near.setLocalDescription()
  if (near.localDescription) await far.setRemoteDescription(near.localDescription)
  await far.setLocalDescription()
  if (far.localDescription) await near.setRemoteDescription(far.localDescription)
}

/** What one finds is told to the other, once it knows whom it is from. */
function pass(from: RTCPeerConnection, to: RTCPeerConnection): void {
  const early: RTCIceCandidate[] = []
  const add = (candidate: RTCIceCandidate) => void to.addIceCandidate(candidate).catch(() => {})
  from.addEventListener('icecandidate', ({ candidate }) => {
    if (!candidate) return
    if (to.remoteDescription) add(candidate)
    else early.push(candidate)
  })
  to.addEventListener('signalingstatechange', () => {
    if (to.remoteDescription) early.splice(0).forEach(add)
  })
}
