import { describe, expect, test } from 'vitest'

import { preferShortPackets } from '../../../../src-renderer/media/packet-time.ts'

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('')

const SESSION = ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=group:BUNDLE 0 1 2'] as const
const AUDIO = ['m=audio 9 UDP/TLS/RTP/SAVPF 111', 'c=IN IP4 0.0.0.0', 'a=rtpmap:111 opus/48000/2'] as const
const VIDEO = ['m=video 9 UDP/TLS/RTP/SAVPF 96', 'c=IN IP4 0.0.0.0', 'a=rtpmap:96 VP8/90000'] as const
const CHANNEL = ['m=application 9 UDP/DTLS/SCTP webrtc-datachannel', 'a=mid:2'] as const

describe('a description as it leaves the phone', () => {
  test('asks for packets of 10 ms in its audio section, and nowhere else', () => {
    const described = preferShortPackets(lines(...SESSION, ...AUDIO, ...VIDEO, ...CHANNEL))
    expect(described).toBe(lines(...SESSION, ...AUDIO, 'a=ptime:10', ...VIDEO, ...CHANNEL))
  })
  test('asks for nothing else, and says it once', () => {
    const once = lines(...SESSION, ...VIDEO, ...AUDIO, 'a=ptime:10')
    expect(preferShortPackets(lines(...SESSION, ...VIDEO, ...AUDIO, 'a=ptime:20'))).toBe(once)
    expect(preferShortPackets(once)).toBe(once)
  })
  test('without sound it stays as it is', () => {
    const silent = lines(...SESSION, ...VIDEO, 'a=x-note:m=audio 9', ...CHANNEL)
    expect(preferShortPackets(silent)).toBe(silent)
    expect(preferShortPackets('')).toBe('')
  })
})
