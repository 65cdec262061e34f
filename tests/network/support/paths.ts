import type { Page } from '@playwright/test'

/** The pair of candidates that carries a call, as getStats names it (W3C webrtc-stats §8). */
export interface UsedPath {
  readonly local: string
  readonly remote: string
  readonly protocol: string
  /** Between this end and its relay; null without one. */
  readonly relayProtocol: string | null
}

/** The path of the page's only open connection; null while none is used. */
export function usedPath(page: Page): Promise<UsedPath | null> {
  return page.evaluate(async () => {
    const open = globalThis.pageProbe.connections.filter((one) => one.signalingState !== 'closed')
    if (open.length !== 1 || !open[0]) throw new Error(`expected one open connection, found ${open.length}`)
    const report = await open[0].getStats()
    const entries = new Map<string, Record<string, string>>()
    report.forEach((entry: Record<string, string>, id: string) => entries.set(id, entry))
    const transport = [...entries.values()].find((entry) => entry['type'] === 'transport')
    const pair = entries.get(transport?.['selectedCandidatePairId'] ?? '')
    const local = entries.get(pair?.['localCandidateId'] ?? '')
    const remote = entries.get(pair?.['remoteCandidateId'] ?? '')
    if (!local || !remote) return null
    return {
      local: local['candidateType'] ?? '',
      remote: remote['candidateType'] ?? '',
      protocol: local['protocol'] ?? '',
      relayProtocol: local['relayProtocol'] ?? null,
    }
  })
}

/** Kinds of candidates that the page has gathered so far. */
export function gathered(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const kinds = new Set<string>()
    for (const connection of globalThis.pageProbe.connections) {
      const report = await connection.getStats()
      report.forEach((entry) => {
        if (entry.type === 'local-candidate') kinds.add(entry.candidateType)
      })
    }
    return [...kinds].sort()
  })
}
