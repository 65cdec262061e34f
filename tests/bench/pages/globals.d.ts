import type { Peer as PeerJs } from 'peerjs'
import type { io as connect } from 'socket.io-client'

declare global {
  /** What the script elements of reference.html leave in the page. */
  var Peer: typeof PeerJs
  var io: typeof connect
}
