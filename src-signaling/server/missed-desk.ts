import type { Missed, MissedCall } from '../calls/missed.ts'
import type { Clock } from '../client/clock.ts'
import type { Directory } from '../directory/directory.ts'
import { devicesToTell } from '../directory/directory.ts'
import type { MissedCalls } from '../directory/missed-calls.ts'
import { confirmMissed, isUnsettled, keepMissed, noMissedCalls, retractMissed } from '../directory/missed-calls.ts'
import type { CallId, ContactId, DeviceId, MissedNews, ServerEvent } from '../protocol/index.ts'
import { TIMERS } from '../protocol/index.ts'
import type { KeyedTimers } from './keyed-timers.ts'
import type { Describe } from './wire-calls.ts'
import { missedNewsOf } from './wire-calls.ts'

export interface MissedDeskOptions {
  readonly clock: Clock
  readonly timers: KeyedTimers
  readonly describe: Describe
  readonly send: (device: DeviceId, event: ServerEvent) => void
  readonly directory: () => Directory
  readonly store: MissedStore | undefined
}

/** Keeps what is still to be told while the host is stopped. */
export interface MissedStore {
  /** As it was then. */
  readonly kept: MissedCalls
  save(kept: MissedCalls): void
}

/** Tells devices of the calls that their person missed: at once where they are connected, else with their next welcome. */
export interface MissedDesk {
  keep(call: Missed): void
  /** This device dials them again, and gets through. */
  retract(contact: ContactId, caller: DeviceId): void
  /** For a welcome. Nothing is forgotten before the device confirms it: a welcome may get lost. */
  handOver(device: DeviceId): readonly MissedNews[]
  confirm(device: DeviceId, callIds: readonly CallId[]): void
  forget(devices: readonly DeviceId[]): void
}

export function createMissedDesk(options: MissedDeskOptions): MissedDesk {
  const { clock, timers, describe, send, directory, store } = options
  let kept = (store?.kept ?? noMissedCalls).filter((_, device) => directory().byDevice.has(device))

  function change(next: MissedCalls): void {
    if (next === kept) return
    kept = next
    store?.save(kept)
  }
  const devicesOf = (contact: ContactId) => devicesToTell(directory(), contact)
  const news = (call: MissedCall) => missedNewsOf(call, clock.now(), describe)
  const settled = (device: DeviceId) => (kept.get(device) ?? []).filter((call) => !isUnsettled(call, clock.now()))

  return {
    keep({ contact, told, ...unnamed }) {
      const call: MissedCall = { ...unnamed, name: describe(unnamed.from).name }
      const untold = devicesOf(contact).filter((device) => !told.includes(device))
      if (untold.length === 0) return
      change(keepMissed(kept, untold, call))
      if (!isUnsettled(call, clock.now()))
        for (const device of untold) send(device, { name: 'missed', payload: news(call) })
    },
    retract: (contact, caller) => change(retractMissed(kept, devicesOf(contact), caller, clock.now())),
    handOver(device) {
      const now = settled(device)
      if (now.length < (kept.get(device)?.length ?? 0)) {
        timers.start(`missed/${device}`, TIMERS.missedSettles, () => {
          for (const call of settled(device)) send(device, { name: 'missed', payload: news(call) })
        })
      }
      return now.map(news)
    },
    confirm: (device, callIds) => change(confirmMissed(kept, device, callIds)),
    forget(devices) {
      for (const device of devices) timers.stop(`missed/${device}`)
      change(kept.deleteAll(devices))
    },
  }
}
