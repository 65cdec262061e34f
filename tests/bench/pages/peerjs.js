// PeerJS as its documentation shows it, with its own server: the caller opens its microphone and calls; Accept opens the
// microphone and answers.
import { play, stop } from './room.js'

/** @param {import('./reference.js').Place} place @returns {Promise<import('./reference.js').Flow>} */
export async function peerjs({ side, peerPort, rings }) {
  /** @type {MediaStream | null} */
  let stream = null
  /** @type {import('peerjs').MediaConnection | null} */
  let connection = null
  // No public STUN server: its answers would come late or never, here.
  const options = { host: location.hostname, port: peerPort, path: '/', config: { iceServers: [] } }
  const peer = new globalThis.Peer(`bench-${side}`, options)
  await new Promise((resolve) => peer.on('open', () => resolve(null)))

  /** @param {import('peerjs').MediaConnection} own */
  function use(own) {
    connection = own
    own.on('stream', play)
  }
  peer.on('call', (incoming) => {
    use(incoming)
    rings()
  })

  return {
    async call() {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      use(peer.call('bench-callee', stream))
    },
    async accept() {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true })
      connection?.answer(stream)
    },
    hangUp() {
      connection?.close()
      connection = null
      stop(stream)
      stream = null
    },
  }
}
