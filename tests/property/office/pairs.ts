import type { EventKind } from '../../../src-renderer/call/events.ts'
import type { CallName } from '../../../src-renderer/call/state.ts'
import { TABLE } from '../../../src-renderer/call/table.ts'
import type { RegistryEvent } from '../../../src-signaling/calls/registry-events.ts'
import { PHONE_STATES } from '../../support/phone-player.ts'

/*
 * Which (state, event) pairs the random office meets often; all the others are fed to the reducers directly: every-pair.test.ts, and
 * every-registry-pair.test.ts.
 */

export const REGISTRY_STATES = ['none', 'ringing', 'active', 'ended', 'any'] as const
export type RegistryState = (typeof REGISTRY_STATES)[number]

/** Pairs that the phone's table decides and a run of the office meets too seldom to count on. */
const SELDOM: Partial<Record<EventKind, readonly CallName[]>> = {
  dismiss: ['ringing', 'accepting', 'connecting', 'reconnecting', 'ending'],
  leave: ['accepting', 'connecting', 'reconnecting'],
  incoming: ['accepting', 'connecting', 'active', 'reconnecting'],
  'address-changed': ['reconnecting'],
  'farewell-acked': ['accepting', 'connecting', 'active', 'reconnecting'],
  'own-description': ['accepting'],
  'own-candidates': ['accepting'],
  path: ['accepting'],
  broken: ['ringing', 'accepting', 'connecting'],
  inbound: ['reconnecting'],
  'microphone-settled': ['reconnecting'],
  'own-media': ['reconnecting'],
  'far-hang-up': ['connecting', 'reconnecting'],
  timer: ['active'],
  'warm-ring': PHONE_STATES,
}

const isDecided = (kind: EventKind, state: CallName) => !['ignore', 'stay'].includes(TABLE[kind][state].name)

/** What the phones of a long run meet, each pair a hundred times at least. */
export const PHONE_PAIRS = (Object.keys(TABLE) as EventKind[]).flatMap((kind) =>
  PHONE_STATES.filter((state) => isDecided(kind, state) && !SELDOM[kind]?.includes(state)).map(
    (state) => [state, kind] as const,
  ),
)

/** The same of the call registry. A timer runs only with its call, and what is about all calls is about no state. */
const MET: Readonly<Record<RegistryEvent['kind'], readonly RegistryState[]>> = {
  invite: ['none', 'ringing', 'ended'],
  ringing: ['ringing', 'active', 'ended'],
  accept: ['ringing', 'active', 'ended'],
  decline: ['none', 'ringing', 'active', 'ended'],
  hangup: ['none', 'ringing', 'active', 'ended'],
  relay: ['ringing', 'active', 'ended'],
  claim: ['none', 'active', 'ended'],
  'device-lost': ['any'],
  'device-back': ['any'],
  timer: ['ringing', 'active'],
  close: ['any'],
}
export const REGISTRY_EVENTS = Object.keys(MET) as RegistryEvent['kind'][]
export const REGISTRY_PAIRS = REGISTRY_EVENTS.flatMap((kind) => MET[kind].map((state) => [state, kind] as const))
