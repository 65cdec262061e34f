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
