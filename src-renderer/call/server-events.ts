import type { ServerEvent } from '../../src-signaling/protocol/index.ts'
import type { CallEvent } from './events.ts'
import type { ConnectionState, SignalingNews } from './ports.ts'

/** What news of the line mean to the call machine; null for what is not about calls. */
export function fromServer(news: SignalingNews): CallEvent | null {
  switch (news.kind) {
    case 'welcome':
      return { kind: 'welcome', epoch: news.welcome.epoch, calls: news.welcome.calls }
    case 'connection':
      return lineDown(news.connection)
    case 'event':
      return fromEvent(news.event)
  }
}

const lineDown = (line: ConnectionState): CallEvent | null =>
  line.status === 'offline' ? { kind: 'line-down', since: line.since } : null

function fromEvent(event: ServerEvent): CallEvent | null {
  switch (event.name) {
    case 'incoming':
      return { kind: 'incoming', invite: event.payload }
    case 'ringing':
      return { kind: 'far-ringing', callId: event.payload.callId }
    case 'accepted':
      return { kind: 'accepted', callId: event.payload.callId, by: event.payload.by }
    case 'ended':
      return { kind: 'ended', ...event.payload }
    case 'description':
      return { kind: 'description', callId: event.payload.callId, description: event.payload }
    case 'candidates':
      return { kind: 'candidates', callId: event.payload.callId, candidates: event.payload }
    case 'media-state':
      return { kind: 'peer-media', callId: event.payload.callId, state: event.payload }
    case 'directory':
    case 'missed':
    case 'office':
    case 'replaced':
      return null
  }
}
