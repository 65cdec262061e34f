import type { Call } from '../../../src-renderer/call/state.ts'
import type { OfficeRig, RigPhone } from './office-rig.ts'
import { contactOf } from './office-rig.ts'

const idOf = (call: Call): string | null => (call.name === 'idle' ? null : call.callId)
const runs = ({ name }: Call) => name === 'connecting' || name === 'active' || name === 'reconnecting'

/** @returns in what the connected ends and the office do not agree; null when they do */
export function disagreement(rig: OfficeRig): string | null {
  const here = [...rig.phones.values()].filter((phone) => !phone.gone)
  for (const phone of here) {
    const wrong = wrongWith(phone, rig)
    if (wrong) return `${phone.device} is ${callOf(phone).name} (${idOf(callOf(phone)) ?? ''}): ${wrong}`
  }
  const live = here.filter((phone) => runs(callOf(phone)) || callOf(phone).name === 'calling')
  const calls = new Set(live.map((phone) => idOf(callOf(phone))))
  const known = rig.office()?.counts().calls ?? 0
  const least = calls.size - unregistered(live)
  return known >= least && known <= calls.size ? null : `the office has ${known} calls, the phones ${calls.size}`
}

/** A person whose devices came to talk twice while the host was away: it knows one of the calls, the other goes on alone (R-9, claim `busy`). */
function unregistered(live: readonly RigPhone[]): number {
  const twice = live.filter((one) =>
    live.some(
      (other) => contactOf(one.device) === contactOf(other.device) && idOf(callOf(one)) !== idOf(callOf(other)),
    ),
  )
  return Math.max(0, new Set(twice.map((phone) => idOf(callOf(phone)))).size - 1)
}

const callOf = (phone: RigPhone): Call => phone.controller.phone().call

function wrongWith(phone: RigPhone, rig: OfficeRig): string | null {
  const call = callOf(phone)
  const others = [...rig.phones.values()].filter((one) => one !== phone)
  const same = others.filter((one) => idOf(callOf(one)) === idOf(call))
  switch (call.name) {
    case 'idle':
      return leftovers(phone)
    case 'accepting':
    case 'ending':
      return 'for ever'
    case 'calling':
      return same.some((one) => one.gone || callOf(one).name === 'ringing') ? null : 'nobody rings'
    case 'ringing':
      return same.some((one) => one.gone || callOf(one).name === 'calling') ? null : 'nobody calls'
    case 'connecting':
    case 'active':
    case 'reconnecting': {
      const far = same.filter((one) => runs(callOf(one)))
      const lost = others.some((one) => one.gone)
      if (far.length > 1) return `${far.length} others have the same call`
      return far.length === 1 || lost ? null : 'nobody else has it'
    }
  }
}

/** nothing is left alive when no call lives. */
function leftovers(phone: RigPhone): string | null {
  const { timers, connections, captures } = phone.controller.counts()
  const left = timers + connections + captures + phone.captures.size
  return left === 0 ? null : `${timers} timers, ${connections} connections, ${phone.captures.size} captures are left`
}
