import { once } from 'node:events'
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect, createServer as createNetServer } from 'node:net'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { serverRig } from '../support/server-rig.ts'

test('B-16: when [::1] of its port is taken, nothing of the host stays open', async () => {
  const other = createNetServer()
  other.listen(0, '::1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as AddressInfo
  await expect(serverRig({ localPort: port })).rejects.toMatchObject({ problem: 'port-in-use' })
  const left = connect(port, '127.0.0.1')
  const [error] = (await once(left, 'error')) as [NodeJS.ErrnoException]
  expect(error.code).toBe('ECONNREFUSED')
})

test('A-17: a data folder that was open to others is private afterwards, and so is the key', async () => {
  const first = await serverRig()
  const { dataDir } = first
  await first.server.close()
  await chmod(dataDir, 0o777)
  await chmod(join(dataDir, 'host.key'), 0o644)
  const again = await serverRig({ dataDir })
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
  expect((await stat(join(dataDir, 'host.key'))).mode & 0o777).toBe(0o600)
  expect(again.sentences).toEqual(['Other users of this machine could read the key of this host. It is private now.'])
  await again.close()
  await first.close()
})

test('A-17: a data folder that cannot be made, or that everybody shares, is refused at once', async () => {
  const rig = await serverRig()
  onTestFinished(rig.close)
  const shared = join(rig.dataDir, 'shared')
  await mkdir(shared)
  await chmod(shared, 0o1777)
  const file = join(rig.dataDir, 'file')
  await writeFile(file, '')
  for (const dataDir of ['/proc/ringdown', '/proc/ringdown/deep/down', shared, join(file, 'x')])
    await expect(serverRig({ dataDir }), dataDir).rejects.toMatchObject({ problem: 'data-folder' })
})
