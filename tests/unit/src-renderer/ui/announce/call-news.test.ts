import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'

import { callNews } from '../../../../../src-renderer/ui/announce/call-news.ts'
import { en } from '../../../../../src-renderer/ui/locales/en/index.ts'
import type { CallView } from '../../../../../src-renderer/ui/view-model.ts'

const NOW = new Date(2026, 10, 24, 10, 0)
const ACTIVE: CallView = {
  callId: 'a',
  direction: 'outgoing',
  state: 'active',
  name: 'Ben Okafor',
  contact: 'ben',
  classic: false,
  group: null,
  subject: null,
  video: false,
  progress: 'ringing',
  silenced: false,
  connectedAt: NOW,
  microphone: 'on',
  microphoneProblem: null,
  microphoneMutedBySystem: false,
  camera: 'off',
  cameraProblem: null,
  cameraMutedBySystem: false,
  microphoneAsked: false,
  peerMicrophone: 'on',
  peerCamera: 'off',
  hold: null,
  peerHold: null,
  unheard: false,
  ownStream: null,
  remoteStream: null,
  path: null,
  figures: { ringingMs: null, voiceMs: null },
  evidence: null,
  causes: [],
  notice: null,
  end: null,
}
const RINGING: CallView = { ...ACTIVE, direction: 'incoming', state: 'ringing', connectedAt: null }
const END = { reason: 'hangup', byName: null, byOwnDevice: false, talkedMs: 5000, rangMs: 0 } as const

const t = i18next.createInstance()
beforeAll(async () => {
  await t.init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } })
})
/** Everything that is said, in order. */
function news(before: CallView | null, now: CallView | null): readonly string[] {
  const { stage, happened } = callNews(before, now, t.t, 'en')
  return [...(stage === null ? [] : [stage]), ...happened]
}

test('the quality of the path, levels and figures are never said: a quiet call is silent', () => {
  const path = { path: 'direct', roundTripMs: 19, lossPercent: 0 } as unknown as CallView['path']
  expect(news({ ...ACTIVE, path }, { ...ACTIVE, path: { ...path, roundTripMs: 23 } as CallView['path'] })).toEqual([])
  expect(news(ACTIVE, ACTIVE)).toEqual([])
})

test('the own microphone that opens with the call is no news', () => {
  expect(news({ ...ACTIVE, microphone: 'none' }, ACTIVE)).toEqual([])
})

test('a ring says who calls and about what, once', () => {
  expect(news(null, { ...RINGING, subject: 'The lease' })).toEqual(['Ben Okafor is calling. The lease'])
  expect(news(RINGING, { ...RINGING, progress: 'unreachable' })).toEqual([])
  expect(news(ACTIVE, { ...ACTIVE, progress: 'unreachable', silenced: true })).toEqual([])
  expect(news(RINGING, { ...RINGING, silenced: true })).toHaveLength(1)
})

test('a call says its way: ringing, in a call, reconnecting, and why it ended', () => {
  expect(news(null, { ...ACTIVE, state: 'calling', progress: 'dialling' })).toEqual(['Connecting…'])
  expect(news({ ...ACTIVE, state: 'calling', progress: 'dialling' }, { ...ACTIVE, state: 'calling' })).toEqual([
    'Ringing…',
  ])
  expect(news({ ...ACTIVE, state: 'connecting' }, ACTIVE)).toEqual(['In a call with Ben Okafor'])
  expect(news(ACTIVE, { ...ACTIVE, state: 'reconnecting' })).toEqual(['Reconnecting…'])
  expect(news(ACTIVE, { ...ACTIVE, state: 'ended', end: END }).join()).toMatch(/^Call ended/)
})

test.each<[string, Partial<CallView>, readonly string[]]>([
  ['the other end mutes', { peerMicrophone: 'muted' }, []],
  ['the other end has no microphone', { peerMicrophone: 'none' }, []],
  ['the other camera', { peerCamera: 'on' }, ['Ben’s camera is on']],
  ['hold by the other end', { peerHold: NOW }, []],
  ['own hold', { hold: NOW }, []],
  ['own mute, also by a key', { microphone: 'muted' }, ['Your microphone is muted']],
  ['own camera', { camera: 'on' }, ['Your camera is on']],
])('%s: what stands in words on the page is not said twice, everything else is', (_what, change, words) => {
  const changed = { ...ACTIVE, ...change }
  expect(news(ACTIVE, changed)).toEqual(words)
  // Its end leaves no words on the page, except those of a camera that is off.
  const back = news(changed, ACTIVE)
  expect(back).toHaveLength('peerCamera' in change ? 0 : 1)
})

test('another call is not compared with the one before', () => {
  const other = { ...RINGING, callId: 'b' }
  expect(news({ ...ACTIVE, peerMicrophone: 'muted' }, other)).toEqual(['Ben Okafor is calling'])
})

test('what was said of a call that is no longer shown does not stay', () => {
  expect(callNews({ ...ACTIVE, state: 'ended', end: END }, null, t.t, 'en').stage).toBe('')
  expect(callNews(null, null, t.t, 'en').stage).toBeNull()
})
