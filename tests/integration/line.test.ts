import { expect, onTestFinished, test } from 'vitest'

import { isWelcome, watchedLine } from '../support/line-rig.ts'
import { serverRig } from '../support/server-rig.ts'
import { newKey } from '../support/signaling-client.ts'

test('S-08: somebody who was renamed comes back under the new name after a lost connection', async () => {
  const rig = await serverRig()
  onTestFinished(rig.close)
  const { url } = rig.server
  const line = watchedLine(await newKey(), {
    name: 'Ana',
    address: () => ({ url, serverIdentity: new URL(url).host }),
  })
  onTestFinished(line.close)
  await line.next(isWelcome)
  await expect(line.send({ name: 'rename', payload: { name: 'Ana Petrović' } })).resolves.toEqual({ status: 'ok' })
  const back = line.next(isWelcome)
  line.retry()
  expect(await back).toMatchObject({ welcome: { self: { name: 'Ana Petrović' } } })
})

test('F-51: while a call lives attempts follow each other more closely, but never at once', async () => {
  const times: number[] = []
  const line = watchedLine(await newKey(), {
    name: 'Ana',
    address() {
      times.push(performance.now())
      return { url: 'http://127.0.0.1:9', serverIdentity: '127.0.0.1:9' }
    },
  })
  onTestFinished(line.close)
  // A phone says after every piece of news whether a call lives.
  for (let news = 0; news < 6; news += 1) {
    await line.next(({ kind }) => kind === 'connection')
    line.urgent(true)
  }
  const pauses = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  expect(times.length).toBeLessThanOrEqual(7)
  // The first attempt after a loss, and the one that the beginning of the call brings, come at once.
  expect(pauses.filter((pause) => pause < 250).length).toBeLessThanOrEqual(2)
  expect(Math.max(...pauses)).toBeLessThan(3_000)
})

test('a host with several addresses is tried at each in turn', async () => {
  const rig = await serverRig()
  onTestFinished(rig.close)
  const { url } = rig.server
  const asked: string[] = []
  const addresses = ['http://127.0.0.1:9', url]
  const line = watchedLine(await newKey(), {
    name: 'Ana',
    address() {
      const next = addresses[asked.length % addresses.length] ?? url
      asked.push(next)
      return { url: next, serverIdentity: new URL(next).host }
    },
  })
  onTestFinished(line.close)
  await line.next(isWelcome)
  expect(asked).toEqual(addresses)
})
