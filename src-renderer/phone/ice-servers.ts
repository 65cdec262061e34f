import type { CallId, IceServers, Welcome } from '../../src-signaling/protocol/index.ts'
import { isTurnUrl, TIMERS } from '../../src-signaling/protocol/index.ts'
import type { Clock, IceSettings, IceSource, SignalingLine } from '../call/ports.ts'

/** The office's STUN and TURN servers, as the phone knows them. */
export interface OfficeIce {
  /** From a welcome or the event `office`: addresses without secrets. */
  learn(office: Pick<Welcome, 'iceServers' | 'iceTransportPolicy'>): void
  forCall(callId: CallId): IceSource
  /** For a try before a call: asks in any case, and gives what is known when asked for that. */
  forTest(): Pick<IceSource, 'known' | 'hasRelay'> & { ask(): Promise<IceSettings | null> }
}

export function createIceServers(line: Pick<SignalingLine, 'send'>, clock: Clock): OfficeIce {
  let known: IceSettings = { servers: [], policy: 'all' }
  let hasTurn = false

  async function ask(callId: CallId | null): Promise<IceSettings | null> {
    const result = await line.send({ name: 'ice-servers', payload: { callId } })
    if (result.status !== 'ok' || !result.iceServers) return null
    return { servers: mutable(result.iceServers), policy: known.policy }
  }

  /** A host that is slow or away must not hold up the connection: it is tried with what there is. */
  const inTime = (asked: Promise<IceSettings | null>): Promise<IceSettings | null> =>
    new Promise((resolve) => {
      const stop = clock.after(TIMERS.iceServers, () => resolve(null))
      void asked.then((ice) => {
        stop()
        resolve(ice)
      })
    })

  function source(callId: CallId | null): IceSource {
    const given = known
    return {
      known: given,
      hasRelay: hasTurn,
      // Without TURN there is nothing to wait for, unless the office has changed its mind since.
      fresh: () => (hasTurn ? inTime(ask(callId)) : Promise.resolve(known === given ? null : known)),
    }
  }
  return {
    learn({ iceServers, iceTransportPolicy }) {
      hasTurn = iceServers.some(({ urls }) => urls.some(isTurnUrl))
      known = { servers: withoutTurn(iceServers), policy: iceTransportPolicy }
    },
    forCall: source,
    forTest: () => ({ known, hasRelay: hasTurn, ask: () => ask(null) }),
  }
}

/** A browser refuses a TURN server without credentials (W3C webrtc §4.4.1.6). */
export function withoutTurn(servers: Welcome['iceServers']): readonly RTCIceServer[] {
  return servers
    .map(({ urls }) => ({ urls: urls.filter((url) => !isTurnUrl(url)) }))
    .filter(({ urls }) => urls.length > 0)
}

const mutable = (servers: IceServers): readonly RTCIceServer[] => servers.map((server) => ({ ...server }))
