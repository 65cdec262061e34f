import type { PathReport } from '../call/ports.ts'
import type { Stats } from './stats.ts'
import { number, text } from './stats.ts'

/** Packets counted so far, to tell the loss of the last interval. */
export interface PacketCount {
  readonly received: number
  readonly lost: number
}

/**
 * What the call's details show, from one getStats report (W3C webrtc-stats). Pure.
 * @param before counts of the last look
 */
export function pathReport(
  stats: readonly Stats[],
  before: PacketCount,
): { readonly report: PathReport | null; readonly count: PacketCount } {
  const byId = new Map(stats.map((entry) => [entry.id, entry]))
  const transport = stats.find((entry) => entry.type === 'transport')
  const pair = byId.get(text(transport?.selectedCandidatePairId))
  const audio = stats.find((entry) => entry.type === 'inbound-rtp' && entry.kind === 'audio')
  const video = stats.find((entry) => entry.type === 'inbound-rtp' && entry.kind === 'video')
  const count = { received: number(audio?.packetsReceived) ?? 0, lost: number(audio?.packetsLost) ?? 0 }
  if (!pair) return { report: null, count }
  const local = byId.get(text(pair.localCandidateId))
  const remote = byId.get(text(pair.remoteCandidateId))
  const types = [text(local?.candidateType), text(remote?.candidateType)] as const
  const seconds = number(pair.currentRoundTripTime)
  const jitter = number(audio?.jitter)
  const width = number(video?.frameWidth)
  const report: PathReport = {
    path: types.includes('relay') ? 'relay' : 'direct',
    protocol: text(local?.protocol).toUpperCase(),
    localType: types[0],
    remoteType: types[1],
    roundTripMs: seconds === null ? null : Math.round(seconds * 1_000),
    lossPercent: lossOf(before, count),
    jitterMs: jitter === null ? null : Math.round(jitter * 1_000),
    codec: text(byId.get(text(audio?.codecId))?.mimeType).replace('audio/', '') || null,
    videoSize: width ? `${width} × ${number(video?.frameHeight) ?? 0}` : null,
  }
  return { report, count }
}

function lossOf(before: PacketCount, now: PacketCount): number | null {
  const lost = Math.max(0, now.lost - before.lost)
  const expected = now.received - before.received + lost
  return expected > 0 ? Math.round((lost / expected) * 100) : null
}
