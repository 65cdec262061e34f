// The floor: what the browser itself needs. Two connections in this one page are up, the microphone is open; Accept only attaches
// it at both ends and plays what comes.
import { play, stop } from './room.js'

/** @param {import('./reference.js').Place} place @returns {Promise<import('./reference.js').Flow>} */
export async function floor({ rings }) {
  /** @type {readonly RTCPeerConnection[]} */
  let ends = []
  /** @type {MediaStream | null} */
  let stream = null

  return {
    async call() {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      const [one, other] = [new RTCPeerConnection(), new RTCPeerConnection()]
      ends = [one, other]
      one.addEventListener('icecandidate', ({ candidate }) => void other.addIceCandidate(candidate ?? undefined))
      other.addEventListener('icecandidate', ({ candidate }) => void one.addIceCandidate(candidate ?? undefined))
      one.addTransceiver('audio', { streams: [new MediaStream()] })
      await one.setLocalDescription()
      await other.setRemoteDescription(/** @type {RTCSessionDescription} */ (one.localDescription))
      for (const transceiver of other.getTransceivers()) transceiver.direction = 'sendrecv'
      await other.setLocalDescription()
      await one.setRemoteDescription(/** @type {RTCSessionDescription} */ (other.localDescription))
      one.addEventListener('connectionstatechange', () => {
        if (one.connectionState === 'connected') rings()
      })
    },
    async accept() {
      const [track = null] = stream?.getTracks() ?? []
      for (const end of ends) {
        void end.getTransceivers()[0]?.sender.replaceTrack(track)
        play(new MediaStream(end.getReceivers().map((receiver) => receiver.track)))
      }
    },
    hangUp() {
      for (const end of ends) end.close()
      stop(stream)
    },
  }
}
