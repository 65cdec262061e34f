import type { Member } from '../calls/registry-events.ts'
import type { End } from '../calls/registry-state.ts'
import type { Directory } from '../directory/directory.ts'
import * as people from '../directory/directory.ts'
import { cleanLine } from '../directory/clean-text.ts'
import type {
  Ack,
  CallId,
  Command,
  CommandName,
  CommandPayload,
  ContactId,
  ServerEvent,
  Target,
  Welcome,
} from '../protocol/index.ts'
import { LIMITS, PROTOCOL_VERSION, TIMERS } from '../protocol/index.ts'
import { createDirectoryFeed } from './directory-feed.ts'
import { sendToAll } from './fan-out.ts'
import type { GroupDesk } from './group-desk.ts'
import { createGroupDesk } from './group-desk.ts'
import { faultOf } from './host-log.ts'
import { createKeyedTimers } from './keyed-timers.ts'
import { createMissedDesk } from './missed-desk.ts'
import type { Line, Office, Visitor } from './office-contract.ts'
import type { OfficeOptions } from './office-options.ts'
import { noOfficeSettings, publicServers, transportPolicy } from './office-settings.ts'
import { createSwitchboard } from './switchboard.ts'
import { serversFor } from './turn-credentials.ts'
import type { Describe } from './wire-calls.ts'

/** Directory, ring groups and calls of one office. */
export function createOffice(options: OfficeOptions): Office {
  const { clock } = options
  const log = options.log ?? (() => {})
  const epoch = options.random(16)
  const lines = new Map<string, Line>()
  const timers = createKeyedTimers(clock)
  let directory: Directory = people.withRoster(
    people.listedPeople(options.listed ?? []),
    options.roster ?? [],
    clock.now(),
  )
  let settings = options.settings ?? noOfficeSettings
  let closed = false

  const describe: Describe = (end) => {
    const person = directory.people.get(end.contact)
    return { name: person?.name ?? '', ...(person?.kind === 'classic' ? { classic: true as const } : {}) }
  }
  const send = (device: string, event: ServerEvent) => lines.get(device)?.send(event)
  const feed = createDirectoryFeed(
    clock,
    () => ({ directory, groups: groups.all() }),
    (payload) => {
      sendToAll(lines.values(), { name: 'directory', payload })
      return lines.size
    },
  )
  const groups: GroupDesk = createGroupDesk((group) => feed.groupChanged(group))
  const missed = createMissedDesk({ clock, timers, describe, send, directory: () => directory, store: options.missed })
  const calls = createSwitchboard({ clock, describe, send, lampsChanged, missed: missed.keep })

  function lampsChanged(contacts: readonly ContactId[]): void {
    for (const contact of contacts) {
      const changed = people.setInCall(directory, contact, calls.isInCall(contact), clock.now())
      if (changed === directory) continue
      directory = changed
      feed.contactChanged(contact)
    }
  }

  function enter(visitor: Visitor, line: Line): ReturnType<Office['enter']> {
    const arrived = people.arrive(directory, visitor, clock.now())
    if (arrived.status === 'refused') return { status: 'denied', refusal: arrived.refusal }
    replaceOld(visitor.device)
    const before = directory
    directory = arrived.directory
    const self: End = { contact: arrived.person.id, device: visitor.device }
    timers.stop(`gone/${self.contact}`)
    forget(arrived.gone, before)
    feed.contactChanged(self.contact)
    keepList()
    calls.handle({ kind: 'device-back', at: clock.now(), from: self })
    const welcome = welcomeOf(self)
    lines.set(visitor.device, line)
    log(`device ${visitor.device.slice(0, 4)} came`)
    return { status: 'ok', welcome, seat: seatOf(self, line) }
  }

  /** The newest connection of a device wins; the old one is told and stays off (F-52). */
  function replaceOld(device: string): void {
    const old = lines.get(device)
    if (!old) return
    lines.delete(device)
    old.send({ name: 'replaced', payload: {} })
    old.close()
  }

  const ways = () => ({ iceServers: publicServers(settings), iceTransportPolicy: transportPolicy(settings) })

  function welcomeOf(self: End): Welcome {
    const { candidateLength: _length, missedCalls: _missed, ...limits } = LIMITS
    return {
      protocol: PROTOCOL_VERSION,
      epoch,
      office: { name: options.name },
      self: { ...self, name: describe(self).name },
      ...ways(),
      limits,
      directory: feed.full(),
      calls: [...calls.callsOf(self, clock.now())],
      missed: [...missed.handOver(self.device)],
    }
  }

  function seatOf(self: End, line: Line) {
    const current = () => lines.get(self.device) === line
    return {
      command<Name extends CommandName>(name: Name, payload: CommandPayload<Name>): Ack {
        if (!current()) return { status: 'denied' }
        try {
          return obey(self, { name, payload } as Command)
        } catch (error) {
          // One broken command must not take the office down (F-75).
          log(`command ${name} failed: ${faultOf(error)}`)
          return { status: 'internal' }
        }
      },
      disconnect(how: 'left' | 'lost') {
        // A host that stops has said so; who it hung up on did not leave (B-20, U-28).
        if (current() && !closed) leave(self, how)
      },
    }
  }

  function leave(self: End, how: 'left' | 'lost'): void {
    lines.delete(self.device)
    directory = people.depart(directory, self.device, how, clock.now())
    calls.handle({ kind: 'device-lost', at: clock.now(), from: self })
    feed.contactChanged(self.contact)
    log(`device ${self.device.slice(0, 4)} ${how}`)
    const person = directory.people.get(self.contact)
    if (!person?.online.isEmpty()) return
    timers.start(`gone/${self.contact}`, how === 'lost' ? people.FLEETING_GRACE_MS : 0, () =>
      settleDeparture(self.contact),
    )
  }

  /** Nobody of this person came back: the groups are left, and who is not to be listed goes. */
  function settleDeparture(contact: ContactId): void {
    groups.leaveAll(contact)
    forget(people.expired(directory, clock.now()), directory)
    keepList()
  }

  /** Nothing is kept of people who are not listed any more. @param before the directory in which they still were */
  function forget(contacts: readonly ContactId[], before: Directory): void {
    if (contacts.length === 0) return
    missed.forget(contacts.flatMap((contact) => [...(before.people.get(contact)?.devices ?? [])]))
    directory = people.remove(directory, contacts)
    for (const contact of contacts) {
      timers.stop(`gone/${contact}`)
      timers.stop(`availability/${contact}`)
      feed.contactChanged(contact)
      groups.leaveAll(contact)
    }
    log(`${contacts.length} who left are not listed any more`)
  }

  function keepList(): void {
    const { people: now } = directory
    options.onPeople?.(() => [...now.filter((person) => person.lasting && !person.owned).values()])
  }

  function obey(self: End, command: Command): Ack {
    const at = clock.now()
    switch (command.name) {
      case 'invite': {
        const lifetimeMs = options.ringMs ?? TIMERS.ring
        const target = groups.targetOf(command.payload.target)
        if (!target) return { status: 'unreachable' }
        const members = membersOf(target)
        const subject = cleanLine(command.payload.subject ?? '')
        const ack = calls.handle({
          kind: 'invite',
          at,
          from: self,
          ...command.payload,
          target,
          subject,
          members,
          lifetimeMs,
        })
        if (target.kind === 'contact' && ack?.status === 'ok') missed.retract(target.contact, self.device)
        return definitive(ack)
      }
      case 'ringing':
      case 'accept':
      case 'decline':
      case 'hangup':
        return definitive(
          calls.handle({ kind: command.name, at, from: self, ...command.payload } as Parameters<
            typeof calls.handle
          >[0]),
        )
      case 'claim': {
        const peerHere = lines.has(command.payload.peer.device)
        return definitive(calls.handle({ kind: 'claim', at, from: self, ...command.payload, peerHere }))
      }
      case 'description':
      case 'candidates':
      case 'media-state':
        return definitive(
          calls.handle({ kind: 'relay', at, from: self, callId: command.payload.callId, message: command }),
        )
      case 'ice-servers':
        return iceServers(self, command.payload.callId)
      case 'confirm-missed':
        missed.confirm(self.device, command.payload.callIds)
        return { status: 'ok' }
      case 'availability':
        return setAvailability(self, command.payload)
      case 'rename':
        return rename(self, command.payload.name)
      case 'join-group':
        return groups.join(self.contact, command.payload.group)
      case 'leave-group':
        return groups.leave(self.contact, command.payload.group)
    }
  }

  /** Credentials are for the ends of a call, and for a try before one; a client of the older protocol could not use them. */
  function iceServers(self: End, callId: CallId | null): Ack {
    const standing = callId === null ? 'party' : calls.standing(callId, self)
    if (standing === 'gone') return { status: 'gone' }
    if (standing === 'stranger' || describe(self).classic) return { status: 'denied' }
    const use = callId === null ? 'try' : 'call'
    return { status: 'ok', iceServers: serversFor(settings, self.device, use, options.wall()) }
  }

  /** Whom an invite may ring, as the directory sees it now. */
  function membersOf(target: Target): readonly Member[] {
    const ids = target.kind === 'contact' ? [target.contact] : groups.membersOf(target.group)
    return ids.flatMap((id) => {
      const person = directory.people.get(id)
      if (!person) return []
      return [{ contact: id, devices: [...person.online], doNotDisturb: person.availability === 'do-not-disturb' }]
    })
  }

  function setAvailability(self: End, { availability, forMs }: CommandPayload<'availability'>): Ack {
    const now = clock.now()
    const until = forMs === null ? null : now + forMs
    const changed = people.setAvailability(directory, self.device, availability, until, now)
    if (changed !== directory) feed.contactChanged(self.contact)
    directory = changed
    const key = `availability/${self.contact}`
    timers.stop(key)
    if (forMs !== null)
      timers.start(key, forMs, () => void setAvailability(self, { availability: 'free', forMs: null }))
    return { status: 'ok' }
  }

  function rename(self: End, text: string): Ack {
    const renamed = people.rename(directory, self.device, text)
    if (renamed.status === 'refused') return { status: 'denied', refusal: renamed.refusal }
    directory = renamed.directory
    feed.contactChanged(self.contact)
    keepList()
    return { status: 'ok' }
  }

  return {
    enter,
    configure(changed) {
      settings = changed
      sendToAll(lines.values(), { name: 'office', payload: { name: options.name, ...ways() } })
    },
    farewell(device, payload) {
      const contact = directory.byDevice.get(device)
      if (contact) calls.handle({ kind: 'hangup', at: clock.now(), from: { contact, device }, ...payload })
    },
    membersOf: groups.membersOf,
    counts: () => {
      const { calls: live, timers: running, tombstones } = calls.counts()
      return { calls: live, devices: lines.size, timers: running + timers.count(), tombstones }
    },
    close() {
      if (closed) return
      calls.close()
      closed = true
      keepList()
      timers.close()
      feed.close()
    },
  }
}

/** Every command of a call has a definitive result. */
const definitive = (ack: Ack | null): Ack => ack ?? { status: 'internal' }
