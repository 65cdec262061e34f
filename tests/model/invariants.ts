import type { Call } from '../../src-renderer/call/state.ts'
import type { End, RegisteredCall } from '../../src-signaling/calls/registry-state.ts'
import { word } from './move.ts'
import { isRunning, name } from './phone.ts'
import type { World } from './world.ts'
import { at, indexOf, PARTIES } from './world.ts'

/** @returns what is wrong with this world at this very moment, in words; null when nothing is */
export function wrongNow(world: World): string | null {
  if (world.violation) return world.violation
  const [, ...ofBen] = world.desks
  if (areTheSame(ofBen.map(({ phone }) => (isRunning(phone.call) ? idOf(phone.call) : null))))
    return 'both devices of Ben have the same call'
  if (areTheSame(ofBen.map(({ shell: { live, peer } }) => (peer?.callId === live ? live : null))))
    return 'both devices of Ben send in the same call'
  return null
}

const areTheSame = ([first, second]: readonly (string | null)[]): boolean => first !== null && first === second

const idOf = (call: Call) => (call.name === 'idle' ? null : call.callId)

/** Nothing is in flight, nobody waits for an answer, and everybody is connected. */
export const isQuiet = (world: World): boolean =>
  world.wires.every(
    ({ phone, whole, pending, up, down }) =>
      phone === 'online' && whole && pending.length === 0 && up.length === 0 && down.length === 0,
  )

/** @returns what is wrong with a world at rest */
export function wrongAtRest(world: World): string | null {
  for (const device of PARTIES.keys()) {
    const wrong = wrongPhone(world, device)
    if (wrong) return wrong
  }
  for (const call of world.server.registry.calls.values()) {
    const wrong = wrongCall(world, call)
    if (wrong) return wrong
  }
  return null
}

function wrongPhone(world: World, device: number): string | null {
  const { phone, timers } = at(world.desks, device)
  const { call, outbox } = phone
  const self = at(PARTIES, device).device
  const [farewell] = outbox
  if (farewell) return `${name(device)} says farewell to ${word(farewell.command.payload.callId)} for ever`
  if (call.name === 'idle') return null
  const known = world.server.registry.calls.get(call.callId)
  const what = `${name(device)} is ${call.name} (${word(call.callId)})`
  switch (call.name) {
    case 'accepting':
    case 'ending':
      return `${what} for ever`
    case 'calling':
      // Between two tries after a restart the server knows nothing, and the next one is due.
      if (timers.some((one) => one.timer === 'redial')) return null
      return known?.state === 'ringing' && known.caller.device === self
        ? null
        : `${what}, and the server knows nothing of it`
    case 'ringing': {
      if (known?.state !== 'ringing') return `${what}, and nobody calls: a ghost ring`
      return known.rings.some((end) => end.device === self) ? null : `${what}, and the server thinks it does not`
    }
    case 'connecting':
    case 'active':
    case 'reconnecting': {
      // This person is in another call for the server: in a moment the call is claimed once more.
      if (timers.some((one) => one.timer === 'claim')) return null
      const others = world.desks.filter((desk, index) => index !== device && isRunning(desk.phone.call))
      const far = others.filter((desk) => idOf(desk.phone.call) === call.callId).length
      if (far !== 1) return awaitsClaim(world, call.callId) ? null : `${what}, and nobody else is: a ghost call`
      return known?.state === 'active' ? null : `${what}, and the server knows nothing of it`
    }
  }
}

/** A call whose other end may still claim it, for six seconds more. */
const awaitsClaim = (world: World, callId: string): boolean =>
  world.server.timers.some((one) => one.callId === callId && one.timer === 'claim')

function wrongCall(world: World, call: RegisteredCall): string | null {
  const what = `the server has ${word(call.callId)} ${call.state}`
  const has = (device: string, names: readonly Call['name'][]) => {
    const own = at(world.desks, indexOf(device)).phone.call
    return names.includes(own.name) && idOf(own) === call.callId
  }
  if (call.state === 'ringing') {
    if (!has(call.caller.device, ['calling'])) return `${what}, and its caller is gone`
    const silent = call.rings.find((end) => !has(end.device, ['ringing']) && !keeps(world, end.device, call.callId))
    return silent ? `${what}, and ${called(silent)} does not ring` : null
  }
  const running = ['connecting', 'active', 'reconnecting'] as const
  if (awaitsClaim(world, call.callId)) return null
  const absent = [call.caller, call.callee].find((end) => !has(end.device, running))
  return absent ? `${what}, and ${called(absent)} does not have it: a zombie` : null
}

const called = (end: End): string => name(indexOf(end.device))

/** A phone between two tries after a restart: its next one is answered with the call that it keeps meanwhile. */
function keeps(world: World, device: string, callId: string): boolean {
  const { phone, timers } = at(world.desks, indexOf(device))
  const { call } = phone
  return call.name === 'calling' && call.kept?.callId === callId && timers.some(({ timer }) => timer === 'redial')
}
