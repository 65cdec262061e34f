// The classic flow of rooms: accept first, then open camera and microphone, then offer and answer; candidates are kept until the
// caller says `addCandidate`, after the answer. The caller opened its devices when it called.
import { enterRoom, play, stop } from './room.js'

/** @param {import('./reference.js').Place} place @returns {Promise<import('./reference.js').Flow>} */
export async function classic({ side, rings }) {
  /** @type {MediaStream | null} */
  let stream = null
  /** @type {RTCPeerConnection | null} */
  let connection = null
  /** @type {RTCIceCandidateInit[]} */
  let collected = []
  const calling = side === 'caller'
  const say = await enterRoom('classic', 'classic', receive)

  async function connect() {
    stream ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: true })
    connection = new RTCPeerConnection()
    connection.addEventListener('track', ({ track, streams: [incoming] }) => {
      if (track.kind === 'audio') play(incoming)
    })
    for (const track of stream.getTracks()) connection.addTrack(track, stream)
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) say({ kind: 'sendCandidate', candidate: candidate.toJSON() })
    })
    return connection
  }

  /** @param {import('./room.js').Message} message */
  async function receive({ kind, description, candidate }) {
    const told = /** @type {RTCSessionDescriptionInit} */ (description)
    if (kind === 'callRemote' && !calling) rings()
    if (kind === 'acceptCall' && calling) {
      const own = await connect()
      await own.setLocalDescription(await own.createOffer())
      say({ kind: 'sendOffer', description: own.localDescription?.toJSON() })
    }
    if (kind === 'sendOffer' && !calling) {
      const own = await connect()
      await own.setRemoteDescription(told)
      await own.setLocalDescription(await own.createAnswer())
      say({ kind: 'sendAnswer', description: own.localDescription?.toJSON() })
    }
    if (kind === 'sendAnswer' && calling) {
      await connection?.setRemoteDescription(told)
      say({ kind: 'addCandidate' })
    }
    if (kind === 'sendCandidate') collected.push(/** @type {RTCIceCandidateInit} */ (candidate))
    if (kind === 'addCandidate') for (const one of collected) await connection?.addIceCandidate(one)
  }

  return {
    async call() {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true })
      say({ kind: 'callRemote' })
    },
    accept: async () => say({ kind: 'acceptCall' }),
    hangUp() {
      connection?.close()
      connection = null
      stop(stream)
      stream = null
      collected = []
    },
  }
}
