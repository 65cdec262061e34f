import type { Ack, Command, ServerEvent } from '../protocol/index.ts'
import type { Seat } from '../server/office-contract.ts'
import type { ClassicCall } from './classic-call.ts'
import { candidateEvents, descriptionEvents, newCall, sends, toCandidate } from './classic-call.ts'
import type { ClassicDescription, ClassicEvent, ClassicMessage } from './messages.ts'
import { eventOf } from './messages.ts'

/** What a client needs of the place where it stands. */
export interface ClassicPlace {
  readonly newCallId: () => string
  /** The classic client behind a device; null for a Ringdown phone. */
  readonly peer: (device: string | null) => ClassicClient | null
  /** The only other one in a room that has exactly two members, both classic. */
  readonly partner: (room: string) => ClassicClient | null
}

/**
 * One client of the older protocol, as a device of the office. It translates and never decides: who rings, who wins and who is busy
 * the office says.
 */
export interface ClassicClient {
  /** A message of the client, in a room that it has joined. */
  receive(message: Exclude<ClassicMessage, { event: 'joinRoom' }>): void
  /** News of the office. */
  hear(event: ServerEvent): void
  /** Says something to the client. */
  emit(event: ClassicEvent): void
  /** Its connection is gone: so is its call. */
  leave(): void
}

export function createClassicClient(
  seat: () => Seat | null,
  emit: (event: ClassicEvent) => void,
  place: ClassicPlace,
): ClassicClient {
  let call: ClassicCall | null = null

  /** Whoever is not in the office, any more or yet, is refused: what was under way when it left must not throw. */
  const command = ({ name, payload }: Command): Ack => seat()?.command(name, payload) ?? { status: 'denied' }
  const hangUp = () => {
    if (call) command({ name: 'hangup', payload: { callId: call.callId, reason: 'hangup' } })
    call = null
  }
  const other = () => (call?.phase === 'active' ? place.peer(call.other) : null)

  /** Sender included, as it always was. */
  function both(event: ClassicEvent, peer: ClassicClient): void {
    emit(event)
    peer.emit(event)
  }

  function callRemote(room: string): void {
    // There is no hang-up in this protocol: whoever calls anew has left the call before.
    hangUp()
    const callId = place.newCallId()
    const ack = command({
      name: 'invite',
      payload: { callId, target: { kind: 'group', group: room }, video: true, subject: null },
    })
    if (ack.status === 'ok') call = newCall(callId, 'caller', ack.device ?? null)
    emit({ event: 'callRemote' })
  }

  function acceptCall(room: string): void {
    if (call?.side === 'callee' && call.phase === 'ringing') {
      const { status } = command({ name: 'accept', payload: { callId: call.callId, video: true } })
      if (status !== 'ok') return void (call = null)
      const { held } = call
      call = { ...call, phase: 'active', held: [] }
      emit({ event: 'acceptCall' })
      for (const event of held) emit(event)
      return
    }
    const partner = call ? null : place.partner(room)
    // A second one would make a second connection on each side.
    if (partner) both({ event: 'acceptCall' }, partner)
  }

  /** A description or a candidate on its way to the other end. */
  function pass(message: Exclude<ClassicMessage, { event: 'joinRoom' }>): void {
    const event = eventOf(message)
    const peer = call ? other() : place.partner(message.roomId)
    if (peer) return both(event, peer)
    if (call?.phase !== 'active') return
    emit(event)
    if (message.event === 'sendOffer') describe('offer', message.offer)
    if (message.event === 'sendAnswer') {
      describe('answer', message.answer)
      emit({ event: 'addCandidate' })
    }
    if (message.event === 'sendCandidate') {
      const payload = { ...numbered(), candidates: [toCandidate(message.candidate)], end: false }
      command({ name: 'candidates', payload })
    }
  }

  /** Call and running number of the next message to a Ringdown phone. */
  function numbered(): { callId: string; generation: number; seq: number } {
    const seq = call?.sent ?? 0
    if (call) call = { ...call, sent: seq + 1 }
    return { callId: call?.callId ?? '', generation: 1, seq }
  }

  function describe(role: 'offer' | 'answer', { sdp }: ClassicDescription): void {
    const answers = role === 'answer' ? (call?.offer ?? 0) : null
    command({ name: 'description', payload: { ...numbered(), role, answers, sdp, signature: null } })
    if (call && role === 'answer') call = { ...call, described: true }
    const { callId, seq } = numbered()
    const microphone = sends(sdp, 'audio') ? 'on' : 'none'
    const camera = sends(sdp, 'video') ? 'on' : 'off'
    command({ name: 'media-state', payload: { callId, seq, microphone, camera, hold: false, receiving: true } })
  }

  /** What the other end sends is kept back until this client has accepted. */
  function give(events: readonly ClassicEvent[]): void {
    if (!call) return
    if (call.phase === 'ringing') call = { ...call, held: [...call.held, ...events] }
    else for (const event of events) emit(event)
  }

  return {
    emit,
    receive(message) {
      switch (message.event) {
        case 'callRemote':
          return callRemote(message.roomId)
        case 'acceptCall':
          return acceptCall(message.roomId)
        case 'addCandidate':
        case 'sendOffer':
        case 'sendAnswer':
        case 'sendCandidate':
          return pass(message)
      }
    },
    hear(event) {
      if (event.name === 'incoming') {
        const { callId, from } = event.payload
        call = newCall(callId, 'callee', from.device)
        emit({ event: 'callRemote' })
        // After the caller has its answer: an office hears nobody while it speaks.
        return queueMicrotask(() => void command({ name: 'ringing', payload: { callId } }))
      }
      if (!('callId' in event.payload) || event.payload.callId !== call?.callId) return
      if (event.name === 'accepted') {
        call = { ...call, phase: 'active', other: event.payload.by.device }
        emit({ event: 'acceptCall' })
      } else if (event.name === 'ended') {
        call = null
      } else if (event.name === 'description') {
        if (event.payload.role === 'answer') call = { ...call, described: true }
        else if (event.payload.generation === 1) call = { ...call, offer: event.payload.seq }
        give(descriptionEvents(event.payload))
      } else if (event.name === 'candidates') {
        give(candidateEvents(event.payload, call.described))
      }
    },
    leave: hangUp,
  }
}
