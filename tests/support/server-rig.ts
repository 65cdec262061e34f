import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { RunningServer, ServerOptions } from '../../src-signaling/server/create-server.ts'
import { createServer } from '../../src-signaling/server/create-server.ts'
import type { TestPhone, TestPhoneOptions } from './signaling-client.ts'
import { connectPhone } from './signaling-client.ts'

export interface ServerRig {
  readonly server: RunningServer
  readonly dataDir: string
  readonly sentences: readonly string[]
  /** A device with a key of its own that has signed in at the loopback door. */
  phone(name: string, options?: TestPhoneOptions): Promise<TestPhone>
  /** Closes phones, server and data folder. */
  close(): Promise<void>
}

/** A folder that looks like a built phone. */
async function fakePhone(folder: string): Promise<string> {
  const root = join(folder, 'phone')
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), '<!doctype html><title>Phone</title>')
  await writeFile(join(root, 'assets', 'phone-1a2b.js'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), 'not for the web')
  return root
}

/** The real server on free ports, in a data folder of its own. */
export async function serverRig(options: Partial<ServerOptions> = {}): Promise<ServerRig> {
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-rig-'))
  const dataDir = options.dataDir ?? join(folder, 'data')
  const sentences: string[] = []
  const webRoot = await fakePhone(folder)
  const server = await createServer({
    name: 'Studio North',
    webRoot,
    port: 0,
    localPort: 0,
    host: '127.0.0.1',
    say: (sentence) => sentences.push(sentence),
    ...options,
    dataDir,
  })
  const phones: TestPhone[] = []
  return {
    server,
    dataDir,
    sentences,
    async phone(name, phoneOptions) {
      const phone = await connectPhone(server.url, name, phoneOptions)
      phones.push(phone)
      return phone
    },
    async close() {
      for (const phone of phones) phone.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
