import type { Clock } from '../../src-signaling/client/clock.ts'
import type { ConnectionState } from '../../src-signaling/client/line.ts'
import { announcedPin } from '../discovery/announcement.ts'
import type { FindOffices } from '../discovery/find-offices.ts'
import type { OfficeChoice, Search } from '../ipc/contract.ts'

/** A line that is down for so long is not only renewed, ms. */
const PATIENCE = 2_000
/** Addresses that are remembered (the invitation's own bound). */
const MOST = 8

export interface SeekerParts {
  readonly clock: Clock
  /** The office that was joined; null for an own one, and for none. */
  readonly joined: () => OfficeChoice | null
  /** Looks for offices that announce this. */
  readonly finder: (only: () => string | null, changed: (search: Search) => void) => FindOffices
  /** The joined office is here: its certificate was read and is the pinned one. */
  readonly found: (office: OfficeChoice) => void
}

/** Looks for the joined office on the network while its line is down: it may have another address (C-7). */
export interface OfficeSeeker {
  /** The state of the line to the office. */
  follow(status: ConnectionState): void
  /** The networks of this machine may be others now. */
  refresh(): void
  stop(): void
}

export function createOfficeSeeker({ clock, joined, finder, found }: SeekerParts): OfficeSeeker {
  let lost = false
  let waiting = false
  let stopTimer = () => {}
  const search = finder(
    () => {
      const pin = joined()?.pin
      return pin ? announcedPin(pin) : null
    },
    ({ offices }) => {
      const office = joined()
      const seen = office?.pin ? offices.find(({ pin }) => pin === office.pin) : undefined
      if (!lost || !office || !seen) return
      const moved = relocated(office, seen.address, seen.port)
      if (moved) found(moved)
    },
  )

  function stop(): void {
    lost = false
    waiting = false
    stopTimer()
    search.stop()
  }

  function begin(): void {
    waiting = false
    // Only a pin proves that it is the same one; a public name is asked for its address at each attempt anyway.
    if (joined()?.pin) search.start()
  }
  return {
    follow(status) {
      if (!isLost(status)) return stop()
      lost = true
      if (waiting) return
      waiting = true
      stopTimer = clock.after(PATIENCE, begin)
    },
    refresh: () => search.refresh(),
    stop,
  }
}

/** Whether the host may be somewhere else; another one at the old address is a reason to look as well. */
const isLost = (state: ConnectionState): boolean =>
  state.status === 'connecting' ||
  state.status === 'offline' ||
  (state.status === 'refused' && state.refusal === 'certificate')

/** The office with the place where it was seen in front; null when it is known there. Pure. */
export function relocated(office: OfficeChoice, address: string, port: number): OfficeChoice | null {
  if (office.addresses[0] === address && office.port === port) return null
  const others = office.addresses.filter((other) => other !== address)
  return { ...office, addresses: [address, ...others].slice(0, MOST), port }
}
