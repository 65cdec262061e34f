import { readdir } from 'node:fs/promises'

import { expect, onTestFinished, test } from 'vitest'

import { ATTACK_MS, attackRig } from '../../support/attack-rig.ts'
import { rawClient, whenHeard } from '../../support/raw-client.ts'

const ASSETS = new URL('../../../dist/phone/assets/', import.meta.url).pathname

/** The largest script of the phone. */
async function script(): Promise<string> {
  const files = await readdir(ASSETS)
  return `/assets/${files.find((name) => /^index.*\.js$/.test(name)) ?? files.find((name) => name.endsWith('.js'))}`
}

test('A-3: a download that is broken off, slow or asked for a hundred times gives its file handle back', async () => {
  const rig = await attackRig()
  onTestFinished(rig.end)
  const { local, lan } = rig.ports
  const path = await script()
  const get = (host: string, method = 'GET', extra = '') =>
    `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${extra}\r\n`
  const until = performance.now() + ATTACK_MS
  let most = 0
  for (let round = 0; round < 200 && performance.now() < until; round += 1) {
    const door = round % 2 ? { port: local } : { port: lan, tls: true }
    const host = door.tls ? `127.0.0.1:${lan}` : `localhost:${local}`
    const pipelined = await rawClient(door)
    pipelined.write(get(host).repeat(100))
    const aborted = await rawClient(door)
    aborted.write(get(host))
    await whenHeard(aborted, '200 OK')
    aborted.socket.destroy()
    const unread = await rawClient(door)
    unread.socket.pause()
    unread.write(get(host, 'GET', 'Range: bytes=0-5\r\n').repeat(8))
    const header = await rawClient(door)
    header.write(get(host, 'HEAD').repeat(50))
    if (round % 3) pipelined.socket.destroy()
    else pipelined.socket.end()
    unread.socket.destroy()
    header.socket.destroy()
    most = Math.max(most, (await rig.usage()).files)
  }
  await rig.expectBack(80)
  expect(most).toBeLessThan(60)
  const late = await rawClient({ port: lan, tls: true })
  late.write(get(`127.0.0.1:${lan}`))
  await whenHeard(late, '200 OK')
  late.socket.destroy()
})
