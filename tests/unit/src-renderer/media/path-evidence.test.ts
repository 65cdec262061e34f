import { describe, expect, test } from 'vitest'

import {
  describedCandidates,
  readEvidence,
  serverFact,
  serverFacts,
} from '../../../../src-renderer/media/path-evidence.ts'

const HOST = 'a=candidate:1 1 udp 2113937151 192.0.2.7 40011 typ host generation 0'
const NAMED = 'a=candidate:2 1 UDP 2113937151 0c8fac7b-bd64-4622-bc33-5cca13511ddb.local 60603 typ host'
const SIX = 'a=candidate:3 1 udp 2113942271 2001:db8::7 50394 typ srflx raddr :: rport 0'
const TCP = 'a=candidate:4 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active'

describe('candidates of a description', () => {
  test('kind, protocol and family are kept, addresses are not (S-44)', () => {
    const found = describedCandidates(['v=0', HOST, NAMED, SIX, TCP, 'a=end-of-candidates'].join('\r\n'))
    expect(found.map(({ kind, protocol, address }) => `${kind} ${protocol} ${address}`)).toEqual([
      'host udp ipv4',
      'host udp hidden',
      'srflx udp ipv6',
      'host tcp ipv4',
    ])
    expect(JSON.stringify(found)).not.toMatch(/192\.0\.2|2001|local"/)
  })
  test('a line of another shape is no candidate', () => {
    expect(describedCandidates('a=candidate:x\r\na=candidate:1 1 udp 1 1.1.1.1 1 typ odd')).toEqual([])
  })
})

describe('server addresses (RFC 7064, RFC 7065)', () => {
  test.each([
    ['stun:192.0.2.1:3478', { kind: 'stun', transport: 'udp' }],
    ['turn:relay.example:3478', { kind: 'turn', transport: 'udp' }],
    ['turn:relay.example:3478?transport=udp', { kind: 'turn', transport: 'udp' }],
    ['turn:relay.example?transport=tcp', { kind: 'turn', transport: 'tcp' }],
    ['turns:relay.example:5349?transport=tcp', { kind: 'turn', transport: 'tls' }],
    ['https://relay.example', null],
    ['', null],
  ])('%s', (url, fact) => {
    expect(serverFact(url)).toEqual(fact)
  })
  test('one server may have several addresses', () => {
    expect(serverFacts([{ urls: ['turn:a', 'turn:a?transport=tcp'] }, { urls: 'stun:b' }])).toHaveLength(3)
  })
})

describe('what getStats adds', () => {
  const stats = [
    { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
    {
      id: 'P',
      type: 'candidate-pair',
      localCandidateId: 'L',
      remoteCandidateId: 'R',
      requestsSent: 3,
      responsesReceived: 2,
      requestsReceived: 1,
      bytesSent: 10,
      bytesReceived: 20,
    },
    { id: 'Q', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'gone' },
    {
      id: 'L',
      type: 'local-candidate',
      candidateType: 'relay',
      protocol: 'udp',
      relayProtocol: 'tcp',
      address: '192.0.2.9',
    },
    { id: 'R', type: 'remote-candidate', candidateType: 'prflx', protocol: 'udp', address: '' },
    { id: 'A', type: 'inbound-rtp', kind: 'audio', packetsReceived: 7 },
    { id: 'V', type: 'inbound-rtp', kind: 'video', packetsReceived: 1_000 },
    { id: 'O', type: 'outbound-rtp', kind: 'audio', packetsSent: 8 },
  ]
  const found = readEvidence(stats, { local: HOST, remote: `${HOST}\r\n${NAMED}` })

  test('the pair in use with its checks; a pair whose ends are unknown is left out', () => {
    expect(found.pairs).toHaveLength(1)
    expect(found.pairs[0]).toMatchObject({ selected: true, requestsSent: 3, responsesReceived: 2, requestsReceived: 1 })
    expect(found.pairs[0]?.local).toEqual({ kind: 'relay', protocol: 'udp', relayProtocol: 'tcp', address: 'ipv4' })
  })
  test('peer-reflexive candidates, which nobody told of, are added to the described ones', () => {
    expect(found.remote.map(({ kind }) => kind)).toEqual(['host', 'host', 'prflx'])
  })
  test('own candidates are those of the stats; once these are gone, those of the description', () => {
    expect(found.local.map(({ kind }) => kind)).toEqual(['relay'])
    expect(readEvidence([], { local: HOST, remote: '' }).local.map(({ kind }) => kind)).toEqual(['host'])
  })
  test('packets of the voice, not of the picture', () => {
    expect(found.voice).toEqual({ sent: 8, received: 7 })
  })
})
