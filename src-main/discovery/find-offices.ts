import type { FoundOffice, Search } from '../ipc/contract.ts'
import type { CertificateResult } from '../office/read-certificate.ts'
import type { Heard } from './announcement.ts'
import type { Browsing } from './mdns.ts'
import type { Network } from './networks.ts'

/** More offices than any screen shows are somebody's noise (S-15). */
const MOST = 32

export interface FindOfficesParts {
  readonly networks: () => readonly Network[]
  readonly browse: (browsing: Browsing) => () => void
  readonly readCertificate: (host: string, port: number) => Promise<CertificateResult>
  /** Four words for a pin (S-02). */
  readonly words: (pin: string) => Promise<string>
  readonly changed: (search: Search) => void
}

/** Looks for offices on every network; an office counts once its certificate was read and fits what was announced. */
export interface FindOffices {
  start(): void
  stop(): void
}

export function createFindOffices(parts: FindOfficesParts): FindOffices {
  let stopBrowsing: (() => void) | null = null
  let offices: ReadonlyMap<string, FoundOffice> = new Map()
  let search: Search = { offices: [], networks: [], trouble: null }

  function tell(change: Partial<Search>): void {
    search = { ...search, ...change }
    parts.changed(search)
  }
  function put(next: ReadonlyMap<string, FoundOffice>): void {
    offices = next
    tell({ offices: [...next.values()] })
  }
  const without = (id: string) => new Map([...offices].filter(([key]) => key !== id))

  async function hear({ id, from, port, announcement }: Heard): Promise<void> {
    const known = offices.get(id)
    const same = known?.address === from && known.port === port && known.name === announcement.office
    if (same || (!known && offices.size >= MOST)) return
    const { office: name, machine } = announcement
    const found: FoundOffice = { id, name, machine, address: from, port, pin: null, words: null }
    put(new Map([...offices, [id, found]]))
    const certificate = await parts.readCertificate(from, port)
    if (offices.get(id) !== found) return
    if (certificate.status !== 'read' || !certificate.pin.startsWith(announcement.pin)) return put(without(id))
    const words = await parts.words(certificate.pin)
    if (offices.get(id) === found) put(new Map([...offices, [id, { ...found, pin: certificate.pin, words }]]))
  }

  return {
    start() {
      if (stopBrowsing) return
      const networks = parts.networks()
      offices = new Map()
      tell({
        offices: [],
        networks: networks.map((network) => network.range),
        trouble: networks.length === 0 ? 'no-network' : null,
      })
      stopBrowsing = parts.browse({
        addresses: networks.map((network) => network.address),
        heard: (office) => void hear(office),
        gone: (id) => put(without(id)),
        failed: () => tell({ trouble: 'refused' }),
      })
    },
    stop() {
      stopBrowsing?.()
      stopBrowsing = null
      offices = new Map()
    },
  }
}
