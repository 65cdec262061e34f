import { expect, test } from 'vitest'

import { pathReport } from '../../../../src-renderer/media/path-report.ts'

const stats = (received: number, lost: number, remote = 'host') => [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  { id: 'P', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R', currentRoundTripTime: 0.0024 },
  { id: 'L', type: 'local-candidate', candidateType: 'host', protocol: 'udp' },
  { id: 'R', type: 'remote-candidate', candidateType: remote },
  {
    id: 'A',
    type: 'inbound-rtp',
    kind: 'audio',
    packetsReceived: received,
    packetsLost: lost,
    jitter: 0.003,
    codecId: 'C',
  },
  { id: 'C', type: 'codec', mimeType: 'audio/opus' },
]

test('the selected pair, round trip, jitter and sound are told in the units people read', () => {
  const { report } = pathReport(stats(100, 0), { received: 50, lost: 0 })
  expect(report).toEqual({
    path: 'direct',
    protocol: 'UDP',
    localType: 'host',
    remoteType: 'host',
    roundTripMs: 2,
    lossPercent: 0,
    jitterMs: 3,
    codec: 'opus',
    videoSize: null,
  })
})

test('loss is that of the last interval, not of the whole call', () => {
  const first = pathReport(stats(100, 100), { received: 0, lost: 0 })
  expect(first.report?.lossPercent).toBe(50)
  expect(pathReport(stats(190, 110), first.count).report?.lossPercent).toBe(10)
})

test('a relay at either end makes the path relayed', () => {
  expect(pathReport(stats(1, 0, 'relay'), { received: 0, lost: 0 }).report?.path).toBe('relay')
})

test('without a selected pair there is nothing to tell, and without packets no loss', () => {
  expect(pathReport([], { received: 0, lost: 0 }).report).toBeNull()
  expect(pathReport(stats(5, 0), { received: 5, lost: 0 }).report?.lossPercent).toBeNull()
})
