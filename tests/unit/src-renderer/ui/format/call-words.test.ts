import type { TFunction } from 'i18next'
import { createInstance } from 'i18next'
import { beforeAll, expect, test } from 'vitest'

import { endText, recentResult } from '../../../../../src-renderer/ui/format/call.ts'
import { detailRows, detailText } from '../../../../../src-renderer/ui/format/details.ts'
import { en } from '../../../../../src-renderer/ui/locales/en/index.ts'
import { zhCN } from '../../../../../src-renderer/ui/locales/zh-CN/index.ts'
import type { CallView, RecentView } from '../../../../../src-renderer/ui/view-model.ts'

const i18next = createInstance()
beforeAll(() =>
  i18next.init({
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    lng: 'en',
    interpolation: { escapeValue: false },
  }),
)
const words = (language: string): TFunction => i18next.getFixedT(language)

const ENDED = {
  direction: 'outgoing',
  state: 'ended',
  name: 'Ana Petrović',
  causes: [],
  evidence: null,
  figures: { ringingMs: 40, voiceMs: 90 },
  path: {
    path: 'direct',
    protocol: 'UDP',
    roundTripMs: 2,
    jitterMs: 13,
    lossPercent: null,
    codec: null,
    videoSize: null,
  },
  end: { reason: 'cancelled', byName: null, byOwnDevice: false, talkedMs: null, rangMs: 3_000 },
} as unknown as CallView

const ended = (change: object, language = 'en') => endText({ ...ENDED, ...change }, words(language), language)

test('a caller who gives up reads that this was him, the called one that the caller stopped', () => {
  expect(ended({})).toMatchObject({ title: 'You hung up', line: 'Nobody had answered yet.' })
  expect(ended({ direction: 'incoming' })).toMatchObject({ title: 'Call ended', line: 'Ana stopped calling.' })
  const recent = { reason: 'cancelled', direction: 'outgoing', talkedMs: null, rangMs: 3_000 } as unknown as RecentView
  expect(recentResult(recent, words('en'), 'en')).toBe('You hung up')
})

test('the details of a call are put together as each language does it', () => {
  const row = (language: string, what: string) =>
    detailRows(ENDED, 'Ana', words(language)).find(([name]) => name === what)?.[1]
  expect(row('en', 'At the end')).toBe('2 ms there and back, jitter 13 ms')
  expect(row('en', 'Setup')).toBe('rang after 40 ms, voice 90 ms after Accept')
  expect(row('zh-CN', '结束时')).toBe('往返 2 毫秒，抖动 13 毫秒')
  expect(detailText(ENDED, words('zh-CN'), 'zh-CN')).toContain('结束原因：您已挂断')
})

test('U-24: a lost connection does not say whose network broke: it may be the own one', () => {
  const end = { ...ENDED.end, reason: 'peer-lost' }
  expect(ended({ end }).line).toBe('The connection to Ana was lost.')
  expect(ended({ end }, 'zh-CN').line).toBe('与 Ana 的连接已中断。')
})
