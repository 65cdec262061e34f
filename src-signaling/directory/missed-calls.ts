import type { MissedCall } from '../calls/missed.ts'
import { TextMap } from '../collections/text-map.ts'
import type { CallId, DeviceId } from '../protocol/index.ts'
import { LIMITS, TIMERS } from '../protocol/index.ts'

/** Calls that devices have not heard of yet, the oldest first: handed over until the device confirms them. */
export type MissedCalls = TextMap<DeviceId, readonly MissedCall[]>

export const noMissedCalls: MissedCalls = TextMap.of()

/** Keeps a call for these devices; beyond LIMITS.missedCalls of one device the oldest goes. */
export function keepMissed(kept: MissedCalls, devices: readonly DeviceId[], call: MissedCall): MissedCalls {
  return devices.reduce((all, device) => {
    const others = (all.get(device) ?? []).filter((one) => one.callId !== call.callId && !isRepeat(one, call))
    return all.set(device, [...others, call].slice(-LIMITS.missedCalls))
  }, kept)
}

/** The device has written them down. */
export function confirmMissed(kept: MissedCalls, device: DeviceId, callIds: readonly CallId[]): MissedCalls {
  const left = (kept.get(device) ?? []).filter((one) => !callIds.includes(one.callId))
  return left.length === 0 ? kept.delete(device) : kept.set(device, left)
}

/** Somebody who just found nobody is dialling anew, as phones do after a restart of the host: one call, not several. */
export function retractMissed(
  kept: MissedCalls,
  devices: readonly DeviceId[],
  caller: DeviceId,
  at: number,
): MissedCalls {
  return devices.reduce((all, device) => {
    const before = all.get(device)
    if (!before) return all
    const left = before.filter((one) => one.from.device !== caller || !isUnsettled(one, at))
    return left.length === 0 ? all.delete(device) : all.set(device, left)
  }, kept)
}

/** For a while a call that found nobody, or that the host's restart cut short, may still ring: it is not handed over yet. */
export const isUnsettled = ({ reason, rangMs, since }: MissedCall, at: number): boolean =>
  ((reason === 'unreachable' && rangMs === 0) || reason === 'host-restarted') &&
  at - since - rangMs < TIMERS.missedSettles

const isRepeat = (before: MissedCall, call: MissedCall): boolean =>
  before.from.device === call.from.device && isUnsettled(before, call.since)
