import type { Clock, IceSettings } from '../call/ports.ts'
import type { NetworkReport } from '../doctor/network-report.ts'
import type { Loop, LoopOptions, OfficeServers } from '../doctor/network-test.ts'
import { runNetworkTest } from '../doctor/network-test.ts'
import { serverFact } from '../media/path-evidence.ts'
import type { OfficeIce } from './ice-servers.ts'

interface NetworkTestParts {
  readonly clock: Clock
  readonly openLoop: (options: LoopOptions) => Loop
}

/** Every address of every server by itself, so that each has its own verdict. */
export function officeServers({ servers, policy }: IceSettings, hasRelay: boolean): OfficeServers {
  const each = servers.flatMap((server) =>
    [server.urls].flat().flatMap((url) => {
      const fact = serverFact(url)
      return fact ? [{ fact, iceServer: { ...server, urls: [url] } }] : []
    }),
  )
  return { servers: each, relayOnly: policy === 'relay', hasRelay }
}

/** *Test my network* with this page's connections and its line to the office. */
export function testNetwork(
  parts: NetworkTestParts,
  office: ReturnType<OfficeIce['forTest']>,
  listener: (report: NetworkReport) => void,
): () => void {
  const ports = {
    clock: parts.clock,
    loop: parts.openLoop,
    known: () => officeServers(office.known, office.hasRelay),
    async ask() {
      const asked = await office.ask()
      return asked && officeServers(asked, office.hasRelay)
    },
  }
  return runNetworkTest(ports, listener)
}
