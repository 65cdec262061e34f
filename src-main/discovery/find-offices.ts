import type { Clock } from '../../src-signaling/client/clock.ts'
import { systemClock } from '../../src-signaling/server/system-clock.ts'
import type { FoundOffice, Search } from '../ipc/contract.ts'
import type { CertificateResult } from '../office/read-certificate.ts'
import type { Heard } from './announcement.ts'
import type { Browsing } from './mdns.ts'
import type { Network } from './networks.ts'
import type { Sighting } from './sightings.ts'
import { createSightings } from './sightings.ts'

/** More offices than any screen shows are somebody's noise (S-15); the address that has the most of them gives way. */
const MOST = 128
/** Certificates that are read at the same time. */
const AT_ONCE = 16
/** Offices that are shown before their certificate was read. */
const MOST_UNREAD = 8
/** How often the page is told of changes between two looks. */
const MOST_NEWS = 100
/** How often it is looked whether everybody is still there, ms. */
const LOOK = 3_000
/** Whoever was not heard for so long is asked for its certificate again, ms: hosts answer every three seconds. */
const SILENT = 12_000
/** A system that refused is asked again, ms. */
const REFUSED_AGAIN = 6_000

export interface FindOfficesParts {
  readonly networks: () => readonly Network[]
  readonly browse: (browsing: Browsing) => () => void
  readonly readCertificate: (host: string, port: number) => Promise<CertificateResult>
  /** Four words for a pin (S-02). */
  readonly words: (pin: string) => Promise<string>
  readonly changed: (search: Search) => void
  readonly clock?: Clock
  /** Only what announces this counts; without it, everything does. */
  readonly only?: () => string | null
}

/** Looks for offices on every network; an office counts once its certificate was read and fits what was announced. */
export interface FindOffices {
  start(): void
  /** The networks of this machine may be others now. */
  refresh(): void
  stop(): void
}

/** An office whose certificate was read; its pin is what it is, and its address may change. */
interface Office {
  readonly pin: string
  shown: FoundOffice
  sighting: Sighting
  heardAt: number
  checking: boolean
}

export function createFindOffices(parts: FindOfficesParts): FindOffices {
  const clock = parts.clock ?? systemClock
  let stopBrowsing: (() => void) | null = null
  let stopTimer = () => {}
  let browsed = ''
  let refusedAt: number | null = null
  let offices = new Map<string, Office>()
  let sightings = createSightings()
  let reading = 0
  /** Answers that come after a stop belong to nothing. */
  let round = 0
  let search: Search = { offices: [], networks: [], trouble: null }
  let news = 0

  function tell(change: Partial<Search> = {}): void {
    search = { ...search, ...change }
    news += 1
    // Noise costs the page no more than this; what it has missed it is told at the next look.
    if (news <= MOST_NEWS) show()
  }

  function show(): void {
    const unread = sightings.fresh(MOST_UNREAD).map(({ key, heard }) => rowOf(key, heard, null, null))
    search = { ...search, offices: [...[...offices.values()].map((office) => office.shown), ...unread] }
    parts.changed(search)
  }

  function hear(heard: Heard): void {
    if (parts.only && heard.announcement.pin !== parts.only()) return
    if (refusedAt !== null) {
      refusedAt = null
      tell({ trouble: null })
    }
    for (const office of offices.values()) {
      if (!isAt(office, heard)) continue
      office.heardAt = clock.now()
      return rename(office, heard)
    }
    if (sightings.hear(heard, clock.now())) tell()
    readNext()
  }

  function rename(office: Office, heard: Heard): void {
    const { office: name, machine } = heard.announcement
    if (office.shown.name === name && office.shown.machine === machine) return
    office.shown = { ...office.shown, name, machine }
    tell()
  }

  function readNext(): void {
    while (reading < AT_ONCE) {
      const next = sightings.next(clock.now())
      if (!next) return
      reading += 1
      void read(next)
    }
  }

  async function read(sighting: Sighting): Promise<void> {
    const own = round
    const { from, port, announcement } = sighting.heard
    const certificate = await parts.readCertificate(from, port)
    if (own !== round) return
    const fits = certificate.status === 'read' && certificate.pin.startsWith(announcement.pin)
    const words = fits ? await parts.words(certificate.pin) : null
    if (own !== round) return
    reading -= 1
    if (fits) accept(sighting, certificate.pin, words)
    else sightings.failed(sighting, clock.now())
    tell()
    readNext()
  }

  function accept(sighting: Sighting, pin: string, words: string | null): void {
    sightings.drop(sighting)
    const known = offices.get(pin)
    // One host in two networks is heard twice; the place that still answers stays.
    if (known && clock.now() - known.heardAt < SILENT && !known.checking) return
    if (!known && offices.size >= MOST) giveWay()
    const shown = rowOf(pin, sighting.heard, pin, words)
    offices.set(pin, { pin, shown, sighting, heardAt: clock.now(), checking: false })
  }

  /** The newest of the address that has the most offices goes. */
  function giveWay(): void {
    const counts = new Map<string, number>()
    for (const { shown } of offices.values()) counts.set(shown.address, (counts.get(shown.address) ?? 0) + 1)
    const crowded = [...offices.values()].reduce((most, office) =>
      (counts.get(office.shown.address) ?? 0) >= (counts.get(most.shown.address) ?? 0) ? office : most,
    )
    offices.delete(crowded.pin)
  }

  /** Whether it is still there: its certificate says so, whoever said goodbye. */
  async function checkAgain(office: Office): Promise<void> {
    if (office.checking) return
    office.checking = true
    const own = round
    const certificate = await parts.readCertificate(office.shown.address, office.shown.port)
    if (own !== round || offices.get(office.pin) !== office) return
    office.checking = false
    office.heardAt = clock.now()
    if (certificate.status === 'read' && certificate.pin === office.pin) return
    offices.delete(office.pin)
    tell()
  }

  function look(): void {
    stopTimer = clock.after(LOOK, look)
    const now = clock.now()
    if (news > MOST_NEWS) show()
    news = 0
    for (const office of offices.values()) if (now - office.heardAt > SILENT) void checkAgain(office)
    if (sightings.forget(now)) tell()
    readNext()
    if (refusedAt !== null && now - refusedAt >= REFUSED_AGAIN) browse()
  }

  function browse(): void {
    stopBrowsing?.()
    refusedAt = null
    const networks = parts.networks()
    browsed = JSON.stringify(networks)
    tell({ networks: networks.map(({ range }) => range), trouble: networks.length === 0 ? 'no-network' : null })
    stopBrowsing = parts.browse({
      networks,
      heard: hear,
      gone(id) {
        for (const office of offices.values()) if (office.sighting.heard.id === id) void checkAgain(office)
      },
      failed() {
        refusedAt = clock.now()
        tell({ trouble: 'refused' })
      },
    })
  }

  return {
    start() {
      // A page that was loaded anew knows nothing of what is found already.
      if (stopBrowsing) return show()
      round += 1
      reading = 0
      offices = new Map()
      sightings = createSightings()
      browse()
      stopTimer = clock.after(LOOK, look)
    },
    refresh() {
      if (stopBrowsing && JSON.stringify(parts.networks()) !== browsed) browse()
    },
    stop() {
      round += 1
      stopBrowsing?.()
      stopBrowsing = null
      stopTimer()
      offices = new Map()
      sightings = createSightings()
    },
  }
}

const isAt = ({ pin, shown }: Office, { from, port, announcement }: Heard): boolean =>
  shown.address === from && shown.port === port && pin.startsWith(announcement.pin)

const rowOf = (id: string, heard: Heard, pin: string | null, words: string | null): FoundOffice => ({
  id,
  name: heard.announcement.office,
  machine: heard.announcement.machine,
  address: heard.from,
  port: heard.port,
  pin,
  words,
})
