import type { CallId } from '../../src-signaling/protocol/index.ts'
import type { FromMedia, FromServer } from './events.ts'
import type { ChannelMessage } from './ports.ts'

/** What came on the data channel, in the words of the machine. */
export type FromChannel =
  | Extract<FromMedia, { kind: 'far-hang-up' }>
  | Extract<FromServer, { kind: 'peer-media' | 'description' | 'candidates' }>

/**
 * The connection says which call a message belongs to: what the message itself says of that counts for nothing. Null for what
 * needs no decision.
 */
export function fromChannel(callId: CallId, message: ChannelMessage): FromChannel | null {
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
