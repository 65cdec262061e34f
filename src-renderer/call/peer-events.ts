import type { CallId } from '../../src-signaling/protocol/index.ts'
import type { FromMedia, FromServer } from './events.ts'
import type { ChannelMessage, PeerEvent } from './ports.ts'

/** What a connection does and what comes on its data channel, in the words of the machine. */
export type FromPeer = FromMedia | Extract<FromServer, { kind: 'peer-media' | 'description' | 'candidates' }>

/** Null for what needs no decision. Pure. */
export function fromPeer(
  callId: CallId,
  generation: number,
  event: Exclude<PeerEvent, { kind: 'remote-stream' }>,
): FromPeer | null {
  switch (event.kind) {
    case 'description':
      return { ...event, kind: 'own-description', callId, generation }
    case 'candidates':
      return { ...event, kind: 'own-candidates', callId, generation }
    case 'path':
      return { kind: 'path', callId, generation, path: event.path }
    case 'broken':
      return { kind: 'broken', callId, generation }
    case 'channel':
      return fromChannel(callId, event.message)
  }
}

/** The connection says which call a message belongs to: what the message itself says of that counts for nothing. */
function fromChannel(callId: CallId, message: ChannelMessage): FromPeer | null {
  switch (message.kind) {
    case 'hangup':
      return { kind: 'far-hang-up', callId }
    case 'media-state':
      return { kind: 'peer-media', callId, state: { ...message.state, callId } }
    case 'description':
      return { kind: 'description', callId, description: { ...message.description, callId } }
    case 'candidates':
      return { kind: 'candidates', callId, candidates: { ...message.candidates, callId } }
    case 'ping':
      return null
  }
}
