import { randomBytes } from 'node:crypto'

import type { GroupName } from '../protocol/index.ts'
import type { ClassicLimits } from '../server/limits.ts'
import type { Line, Office, Seat } from '../server/office-contract.ts'
import type { ClassicClient, ClassicPlace } from './classic-client.ts'
import { createClassicClient } from './classic-client.ts'
import type { ClassicEvent, ClassicMessage } from './messages.ts'

/** Names that are tried for a newcomer in a room: `classic:001/1`, `classic:001/2`, … */
const MOST_NAMES = 200

/** A connection at one of the classic doors. */
export interface ClassicMember {
  /** A message that has been read and checked. @returns false when this connection has no right to it */
  receive(message: ClassicMessage): boolean
  leave(): void
}

/** Rooms of the older protocol as ring groups of an office: `001` here and `001` there are one. */
export interface ClassicOffice {
  arrive(emit: (event: ClassicEvent) => void): ClassicMember
}

/** @param limits how many rooms one connection may join */
export function createClassicOffice(office: Office, limits: Pick<ClassicLimits, 'rooms'>): ClassicOffice {
  const clients = new Map<string, ClassicClient>()
  const place = (device: string): ClassicPlace => ({
    newCallId: () => randomBytes(16).toString('base64url'),
    peer: (other) => clients.get(other ?? '') ?? null,
    partner(room) {
      const members = office.membersOf(room)
      const [partner, ...more] = members.filter((member) => member !== device)
      if (!partner || more.length > 0 || members.length !== 2) return null
      return clients.get(partner) ?? null
    },
  })

  /** A place in the office under the first name that is free. */
  function enter(device: string, room: GroupName, line: Line): Seat | null {
    for (let number = 1; number <= MOST_NAMES; number += 1) {
      const name = `classic:${room}/${number}`
      const entry = office.enter({ device, name, kind: 'classic', lasting: false }, line)
      if (entry.status === 'ok') return entry.seat
    }
    return null
  }

  return {
    arrive(emit) {
      const device = randomBytes(32).toString('base64url')
      const rooms = new Set<string>()
      let seat: Seat | null = null
      let isGone = false
      const client = createClassicClient(() => seat, emit, place(device))

      function join(room: GroupName): boolean {
        if (!rooms.has(room) && rooms.size >= limits.rooms) return false
        seat ??= enter(device, room, { door: null, send: (event) => client.hear(event), close: () => {} })
        if (!seat) return false
        clients.set(device, client)
        rooms.add(room)
        return seat.command('join-group', { group: room }).status === 'ok'
      }

      return {
        receive(message) {
          // What was on its way when the connection ended is heard after it.
          if (isGone) return false
          if (message.event === 'joinRoom') return join(message.roomId)
          if (!rooms.has(message.roomId)) return false
          client.receive(message)
          return true
        },
        leave() {
          isGone = true
          rooms.clear()
          if (!seat) return
          client.leave()
          clients.delete(device)
          seat.disconnect('left')
          seat = null
        },
      }
    },
  }
}
