import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { connectPhone, wholeCall } from '../support/signaling-client.ts'

/** The command line as the README has it, without npm in between. */
const HOST = fileURLToPath(new URL('../../src-signaling/host.mjs', import.meta.url))
const START = fileURLToPath(new URL('../../src-main/start.mjs', import.meta.url))

let folder: string
const running: ChildProcess[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringdown-cli-'))
})
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

interface Run {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  output(): string
  /** The first line on standard output that fits, or on either with `all`. */
  line(fits: (line: string) => boolean, where?: 'out' | 'all'): Promise<string>
}

function run(script: string, args: readonly string[]): Run {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env
  const child = spawn(process.execPath, [script, '--data', join(folder, 'data'), ...args], { env: environment })
  running.push(child)
  let out = ''
  let all = ''
  const looks = new Set<() => void>()
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
    all += chunk.toString()
    for (const look of looks) look()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    all += chunk.toString()
    for (const look of looks) look()
  })
  return {
    child,
    ended: new Promise((resolve) => child.on('close', resolve)),
    output: () => all,
    line: (fits, where = 'out') =>
      new Promise((resolve) => {
        const look = () => {
          const found = (where === 'out' ? out : all).split('\n').slice(0, -1).find(fits)
          if (found === undefined) return
          looks.delete(look)
          resolve(found)
        }
        looks.add(look)
        look()
      }),
  }
}

test('npm run host -- --json prints one line when it is ready, serves calls, and ends with 0 on SIGTERM', async () => {
  const host = run(HOST, ['--port', '0', '--json', '--name', 'Studio North'])
  const ready = JSON.parse(await host.line((line) => line.startsWith('{'))) as Record<string, string>
  expect(Object.keys(ready)).toEqual(['event', 'url', 'lanUrls', 'pin', 'invite'])
  const [ana, ben] = [await connectPhone(ready['url'] ?? '', 'Ana'), await connectPhone(ready['url'] ?? '', 'Ben')]
  expect(ana.welcome.office.name).toBe('Studio North')
  await wholeCall(ana, ben)
  host.child.kill('SIGTERM')
  expect(await host.ended).toBe(0)
})

test('--classic opens the doors for older clients, on this machine only, and says where', async () => {
  const host = run(HOST, ['--port', '0', '--json', '--classic', '--classic-ports', '0,0'])
  const line = await host.line((text) => text.startsWith('{'))
  const { classic } = JSON.parse(line) as { readonly classic: { readonly io: number; readonly ws: number } }
  expect(classic.io).toBeGreaterThan(0)
  expect((await fetch(`http://127.0.0.1:${classic.io}/socket.io/?EIO=4&transport=polling`)).status).toBe(200)
  expect((await fetch(`http://127.0.0.1:${classic.ws}/`)).status).toBe(426)
  host.child.kill('SIGTERM')
  expect(await host.ended).toBe(0)
})

test('npm start without a display prints the address, says why it is not the desktop app, and stays up', async () => {
  const started = run(START, ['--port', '0'])
  await started.line((line) => line.includes('There is no display here. Open http://localhost:'))
  expect(started.output()).toContain('The desktop app cannot open: there is no display here.')
  expect(started.output()).toContain('Anyone on this network can join.')
  expect(started.child.exitCode).toBeNull()
  started.child.kill('SIGINT')
  expect(await started.ended).toBe(0)
})

test.each([
  [['--bogus'], 2, "Unknown option '--bogus'"],
  [['--port', 'many'], 2, '--port takes a number from 0 to 65535, not "many".'],
  [['--behind-proxy'], 2, '--behind-proxy needs --public-url'],
  [['--cert', 'a.pem'], 2, '--cert and --key go together.'],
  [['--classic-ports', '1,2'], 2, '--classic-host and --classic-ports need --classic.'],
  [['--classic', '--classic-ports', '1,2,3'], 2, '--classic-ports takes two numbers'],
  [['--public-url', 'ftp://x'], 2, '--public-url takes an https address'],
  [['--port', '0', '--host', '192.0.2.77'], 2, 'This machine has no address 192.0.2.77.'],
])('%j ends with code %i and a sentence, never a stack', async (args, code, sentence) => {
  const host = run(HOST, args)
  expect(await host.ended).toBe(code)
  expect(host.output()).toContain(sentence)
  expect(host.output()).not.toMatch(/\n\s+at /)
})

test('a second host on the same port, and one on the same data folder, end with their own codes', async () => {
  const first = run(HOST, ['--port', '0', '--json'])
  const { url } = JSON.parse(await first.line((line) => line.startsWith('{'))) as { url: string }
  const folderTaken = run(HOST, ['--port', '0'])
  expect(await folderTaken.ended).toBe(5)
  expect(folderTaken.output()).toContain('uses the data folder')
  const portTaken = run(HOST, ['--data', join(folder, 'other'), '--port', '0', '--local-port', new URL(url).port])
  expect(await portTaken.ended).toBe(3)
  expect(portTaken.output()).toContain('is in use')
})

test('--help prints every option and ends well', async () => {
  const { child, ended, output } = run(HOST, ['--help'])
  await expect(ended).resolves.toBe(0)
  for (const flag of ['--port', '--data', '--cert', '--behind-proxy', '--json']) expect(output()).toContain(flag)
  expect(child.killed).toBe(false)
})

test('SIGHUP makes a running host read office.json again; what cannot be used is said, and the host goes on', async () => {
  const host = run(HOST, ['--port', '0', '--json'])
  const { url } = JSON.parse(await host.line((line) => line.startsWith('{'))) as { url: string }
  const ana = await connectPhone(url, 'Ana')
  const file = join(folder, 'data', 'office.json')
  const servers = [{ urls: ['stun:stun.example'], credentials: { kind: 'none' } }]
  await writeFile(file, JSON.stringify({ version: 1, iceServers: servers, relayOnly: false }))
  host.child.kill('SIGHUP')
  expect(await ana.next('office')).toMatchObject({ iceServers: [{ urls: ['stun:stun.example'] }] })
  await writeFile(file, '{')
  host.child.kill('SIGHUP')
  await host.line((line) => line.includes('cannot be used (it is not JSON). The old ones go on.'), 'all')
  const ben = await connectPhone(url, 'Ben')
  expect(ben.welcome.iceServers).toEqual([{ urls: ['stun:stun.example'] }])
  for (const phone of [ana, ben]) phone.close()
})

test('S-44: the log of a host that runs alone is on standard error: its start and end, who comes, and what could not be saved', async () => {
  // The draft of the list of people cannot be written over this.
  await mkdir(join(folder, 'data', 'people.json.new', 'in-the-way'), { recursive: true })
  const host = run(HOST, ['--port', '0', '--json'])
  const ready = JSON.parse(await host.line((line) => line.startsWith('{'))) as Record<string, string>
  const ana = await connectPhone(ready['url'] ?? '', 'Ana Petrović')
  await host.line((line) => /^\S+Z people\.json could not be written: Error EISDIR \(open\)/.test(line), 'all')
  ana.close()
  host.child.kill('SIGTERM')
  expect(await host.ended).toBe(0)
  const output = host.output()
  for (const happening of ['host started', `device ${ana.key.device.slice(0, 4)} came`, 'host stops', 'host stopped'])
    expect(output).toContain(happening)
  expect(output).not.toContain('Petrović')
  expect(output).not.toContain(ana.key.device)
})

test('B-3: a host that was killed gives its data folder to the next one at once', async () => {
  const first = run(HOST, ['--port', '0', '--json'])
  await first.line((line) => line.startsWith('{'))
  first.child.kill('SIGKILL')
  await first.ended
  const second = run(HOST, ['--port', '0', '--json'])
  await second.line((line) => line.startsWith('{'))
  expect(second.output()).toContain('the lock of a host that has ended')
})
