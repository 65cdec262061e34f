import type { CommandName, EventName } from '../../src-signaling/protocol/index.ts'

/** From the phone to the host, or back. */
export type Direction = 'up' | 'down'

/** A Socket.IO event or the ack of one (Socket.IO protocol 5 in Engine.IO protocol 4), as it passes. */
export interface Message {
  readonly direction: Direction
  readonly kind: 'event' | 'ack'
  /** The event's name; of an ack, the name of what it answers. */
  readonly name: string
  readonly payload: unknown
  /** The call it is about; of an ack, that of the command. */
  readonly callId: string | null
}

/** Which messages: everything that is given must fit. */
export interface Match {
  readonly name: CommandName | EventName
  /** `event` when not given. */
  readonly kind?: Message['kind']
  readonly direction?: Direction
  readonly callId?: string
}

export const fits = (match: Match, message: Message): boolean =>
  message.name === match.name &&
  message.kind === (match.kind ?? 'event') &&
  (match.direction ?? message.direction) === message.direction &&
  (match.callId ?? message.callId) === message.callId

const PACKET = /^4([23])(\d*)(\[.*\])$/s

const callIdOf = (payload: unknown): string | null =>
  typeof payload === 'object' && payload !== null && 'callId' in payload ? String(payload.callId) : null

/** Reads the packets of one connection; it remembers what was asked, because an ack does not say it. */
export function packetReader(): (direction: Direction, packet: string) => Message | null {
  const asked = new Map<string, { readonly name: string; readonly callId: string | null }>()
  return (direction, packet) => {
    const [, type, id = '', body = ''] = PACKET.exec(packet) ?? []
    if (type === undefined) return null
    const parts = JSON.parse(body) as readonly unknown[]
    if (type === '2') {
      const [name, payload] = parts
      const event = { name: String(name), callId: callIdOf(payload) }
      if (id !== '') asked.set(`${direction}${id}`, event)
      return { direction, kind: 'event', payload, ...event }
    }
    const answered = asked.get(`${direction === 'up' ? 'down' : 'up'}${id}`)
    return answered ? { direction, kind: 'ack', payload: parts[0], ...answered } : null
  }
}

/** An event without ack, as a packet. */
export const packetOf = (name: string, payload: unknown): string => `42${JSON.stringify([name, payload])}`
