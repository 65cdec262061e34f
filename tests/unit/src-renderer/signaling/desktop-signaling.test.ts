import { expect, onTestFinished, test } from 'vitest'

import { withAges } from '../../../../src-main/ipc/office-port.ts'
import type { ToMain, ToPhone } from '../../../../src-main/ipc/contract.ts'
import { createDesktopSignaling, withTimes } from '../../../../src-renderer/signaling/desktop-signaling.ts'
import type { SignalingNews } from '../../../../src-signaling/client/line.ts'
import { fakeClock } from '../../../support/fake-clock.ts'

/** Both ends of a real message channel. */
function rig() {
  const { port1, port2 } = new MessageChannel()
  const said: ToMain[] = []
  port2.addEventListener('message', (event) => said.push((event as MessageEvent<ToMain>).data))
  port2.start()
  onTestFinished(() => port2.close())
  const key = { publicKey: 'k'.repeat(40), lasting: true, sign: (text: string) => Promise.resolve(`signed ${text}`) }
  const signaling = createDesktopSignaling(port1, key, fakeClock())
  const answer = (message: ToPhone) => port2.postMessage(message)
  return { signaling, said, answer }
}

test('times cross the port as ages, and are times of the other clock afterwards', () => {
  const news: SignalingNews = { kind: 'connection', connection: { status: 'offline', since: 700, nextTryAt: 1_250 } }
  expect(withTimes(withAges(news, 1_000), 50_000)).toEqual({
    kind: 'connection',
    connection: { status: 'offline', since: 49_700, nextTryAt: 50_250 },
  })
})

test('news of an older line are not heard', async () => {
  const { signaling, said, answer } = rig()
  const heard: string[] = []
  const listen = (line: string) => (news: SignalingNews) => heard.push(`${line} ${news.kind}`)
  signaling.open('Ana', listen('first'))
  signaling.open('Ana', listen('second'))
  await expect.poll(() => said.filter(({ kind }) => kind === 'open')).toHaveLength(2)
  answer({ kind: 'news', line: 1, news: { kind: 'connection', connection: { status: 'online' } } })
  answer({ kind: 'news', line: 2, news: { kind: 'connection', connection: { status: 'online' } } })
  await expect.poll(() => heard).toEqual(['second connection'])
})

test('each command has the result of its own answer', async () => {
  const { signaling, said, answer } = rig()
  const line = signaling.open('Ana', () => {})
  const one = line.send({ name: 'hangup', payload: { callId: 'a'.repeat(22), reason: 'hangup' } })
  const two = line.send({ name: 'hangup', payload: { callId: 'b'.repeat(22), reason: 'hangup' } })
  await expect.poll(() => said.filter(({ kind }) => kind === 'send')).toHaveLength(2)
  answer({ kind: 'result', id: 1, result: { status: 'gone' } })
  answer({ kind: 'result', id: 0, result: { status: 'ok' } })
  expect(await Promise.all([one, two])).toEqual([{ status: 'ok' }, { status: 'gone' }])
})

test('S-01: the challenge is answered with the key that never leaves the page', async () => {
  const { said, answer } = rig()
  answer({ kind: 'sign', id: 7, text: 'ringdown-auth-1|…' })
  await expect.poll(() => said).toEqual([{ kind: 'signature', id: 7, signature: 'signed ringdown-auth-1|…' }])
})
