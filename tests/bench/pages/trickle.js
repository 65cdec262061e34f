// Textbook trickle ICE: Accept opens the microphone and tells the caller in the same moment; the caller, whose microphone is open
// since it dialled, offers at once; every candidate goes and is added as soon as it is known.
import { enterRoom, play, stop } from './room.js'

/** @param {import('./reference.js').Place} place @returns {Promise<import('./reference.js').Flow>} */
export async function trickle({ rings }) {
  /** @type {Promise<MediaStream> | null} */
  let microphone = null
  /** @type {RTCPeerConnection | null} */
  let connection = null
  const say = await enterRoom('trickle', 'message', receive)

  function connect() {
    const own = new RTCPeerConnection()
    connection = own
    own.addEventListener('track', ({ track, streams: [stream] }) => {
      if (track.kind === 'audio') play(stream)
    })
    own.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) say({ kind: 'candidate', candidate: candidate.toJSON() })
    })
    return own
  }
  /** @param {RTCPeerConnection} own */
  async function addMicrophone(own) {
    const stream = await microphone
    for (const track of stream?.getTracks() ?? []) own.addTrack(track, stream ?? new MediaStream())
  }

  /** @param {import('./room.js').Message} message */
  async function receive({ kind, description, candidate }) {
    const told = /** @type {RTCSessionDescriptionInit} */ (description)
    if (kind === 'call') rings()
    if (kind === 'accept') {
      const own = connect()
      await addMicrophone(own)
      await own.setLocalDescription()
      say({ kind: 'offer', description: own.localDescription?.toJSON() })
    }
    if (kind === 'offer') {
      const own = connect()
      await Promise.all([own.setRemoteDescription(told), addMicrophone(own)])
      await own.setLocalDescription()
      say({ kind: 'answer', description: own.localDescription?.toJSON() })
    }
    if (kind === 'answer') await connection?.setRemoteDescription(told)
    if (kind === 'candidate') await connection?.addIceCandidate(/** @type {RTCIceCandidateInit} */ (candidate))
  }

  return {
    async call() {
      microphone = navigator.mediaDevices.getUserMedia({ audio: true })
      await microphone
      say({ kind: 'call' })
    },
    async accept() {
      microphone = navigator.mediaDevices.getUserMedia({ audio: true })
      say({ kind: 'accept' })
    },
    hangUp() {
      connection?.close()
      connection = null
      void microphone?.then(stop)
      microphone = null
    },
  }
}
