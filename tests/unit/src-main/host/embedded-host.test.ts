import { EventEmitter } from 'node:events'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createEmbeddedHost } from '../../../../src-main/host/embedded-host.ts'
import type { FromHost, HostPlan, ToHost } from '../../../../src-main/host/host-messages.ts'

/** A host's process as Electron gives it. */
class Process extends EventEmitter {
  readonly told: ToHost[] = []
  alive = true
  /** Whether it ends when it is told to. */
  obeys = true
  postMessage(message: ToHost): void {
    this.told.push(message)
    if (message.kind === 'stop' && this.obeys) queueMicrotask(() => this.end(0))
  }
  kill(): boolean {
    this.end(9)
    return true
  }
  end(code: number): void {
    if (!this.alive) return
    this.alive = false
    this.emit('exit', code)
  }
  say(message: FromHost): void {
    this.emit('message', message)
  }
  listens(port = 7443): void {
    this.say({
      kind: 'listening',
      localPort: 7480,
      settings: { iceServers: [], relayOnly: false },
      url: 'http://localhost:7480/',
      lanUrls: [`https://192.168.5.30:${port}/`],
      pin: 'h'.repeat(43),
      words: 'harbour · violet · seven · oak',
      invite: 'https://192.168.5.30/#join=x',
      port,
      classic: null,
    })
  }
}

const forked = vi.hoisted((): { list: unknown[]; fails: boolean } => ({ list: [], fails: false }))
const processes = forked.list as Process[]
vi.mock('electron', () => ({
  utilityProcess: {
    fork() {
      if (forked.fails) throw new Error('no more processes')
      const fresh = new Process()
      forked.list.push(fresh)
      return fresh
    },
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  processes.length = 0
  forked.fails = false
})
afterEach(() => void vi.useRealTimers())

const plan = (name: string, classic = false): HostPlan => ({
  name,
  dataDir: '/data',
  webRoot: '/phone',
  port: 7443,
  localPort: 7480,
  classic,
})
const alive = () => processes.filter((one) => one.alive).length
const turn = () => vi.advanceTimersByTimeAsync(0)

function rig() {
  const states: string[] = []
  const lines: string[] = []
  const host = createEmbeddedHost(
    'host.cjs',
    ({ status }) => states.push(status),
    (line) => lines.push(line),
  )
  return { host, states, lines }
}

test('B-9: two starts at once: one process, under the plan that was wished last', async () => {
  const { host } = rig()
  const first = host.start(plan('Studio'))
  const second = host.start(plan('Studio North', true))
  await turn()
  expect(alive()).toBe(1)
  processes.at(-1)?.listens()
  await expect(first).resolves.toMatchObject({ status: 'on', name: 'Studio North' })
  await expect(second).resolves.toMatchObject({ status: 'on', name: 'Studio North' })
  expect(processes.at(-1)?.told[0]).toMatchObject({ kind: 'start', plan: { name: 'Studio North', classic: true } })
})

test('B-9: a start while another starts: the next process begins when the one before is gone', async () => {
  const { host } = rig()
  void host.start(plan('Studio'))
  await turn()
  const [old] = processes
  if (old) old.obeys = false
  const renamed = host.start(plan('Studio North'))
  await turn()
  expect(processes).toHaveLength(1)
  // What the old one still says counts no more.
  old?.listens()
  expect(host.state()).toEqual({ status: 'starting' })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(alive()).toBe(1)
  processes[1]?.listens()
  await expect(renamed).resolves.toMatchObject({ status: 'on', name: 'Studio North' })
})

test('B-9: a stop during a start leaves no process behind, and the state says off', async () => {
  const { host } = rig()
  const started = host.start(plan('Studio'))
  await turn()
  const stopped = host.stop()
  processes[0]?.listens()
  await stopped
  expect(alive()).toBe(0)
  expect(host.state()).toEqual({ status: 'off' })
  await expect(started).resolves.toEqual({ status: 'off' })
})

test('B-9: a stop before the start had its turn, and a start during a stop: the last wish counts', async () => {
  const { host } = rig()
  const started = host.start(plan('Studio'))
  await host.stop()
  await expect(started).resolves.toEqual({ status: 'off' })
  expect(processes).toHaveLength(0)

  void host.start(plan('Studio'))
  await turn()
  processes[0]?.listens()
  const stopping = host.stop()
  const again = host.start(plan('Studio'))
  await stopping
  await turn()
  expect(alive()).toBe(1)
  processes.at(-1)?.listens()
  await expect(again).resolves.toMatchObject({ status: 'on' })
})

test('B-9: any order of starts and stops ends with one process or none, as it was wished last', async () => {
  for (let seed = 0; seed < 64; seed += 1) {
    processes.length = 0
    const { host } = rig()
    for (let step = 0; step < 6; step += 1) {
      if ((seed >> step) % 2 === 1) void host.start(plan(`Office ${step}`))
      else void host.stop()
      if ((seed * 7 + step) % 3 === 0) await turn()
      if ((seed + step) % 4 === 0) processes.at(-1)?.listens()
    }
    await vi.advanceTimersByTimeAsync(10_000)
    expect(alive(), `seed ${seed}`).toBe(seed >> 5 === 1 ? 1 : 0)
    await host.stop()
  }
})

test('I-14: a change that is never answered does not hold after 10 s, and nothing waits for ever', async () => {
  const { host } = rig()
  void host.start(plan('Studio'))
  await turn()
  processes[0]?.listens()
  const changed = host.change({ iceServers: [], relayOnly: true })
  await vi.advanceTimersByTimeAsync(10_000)
  await expect(changed).resolves.toBe(false)
  const answered = host.change({ iceServers: [], relayOnly: true })
  processes[0]?.say({ kind: 'changed', id: 2, settings: { iceServers: [], relayOnly: true } })
  await expect(answered).resolves.toBe(true)
  expect(host.state()).toMatchObject({ settings: { relayOnly: true } })
})

test('I-14: a host that neither listens nor fails is ended after 30 s, and begun again', async () => {
  const { host, lines } = rig()
  void host.start(plan('Studio'))
  await vi.advanceTimersByTimeAsync(30_000)
  expect(processes[0]?.alive).toBe(false)
  await vi.advanceTimersByTimeAsync(250)
  expect(alive()).toBe(1)
  expect(lines[0]).toContain('does not begin to listen')
  processes[1]?.listens()
  expect(host.state()).toMatchObject({ status: 'on' })
})

test('I-15: a process that runs out of memory is an accident: it is logged, and begun again where it was', async () => {
  const { host, lines } = rig()
  void host.start({ ...plan('Studio'), port: 0 })
  await turn()
  processes[0]?.listens(50_123)
  processes[0]?.emit('error', 'FatalError', 'v8', '{}')
  processes[0]?.end(5)
  await vi.advanceTimersByTimeAsync(250)
  expect(processes[1]?.told[0]).toMatchObject({ kind: 'start', plan: { port: 50_123 } })
  expect(lines).toEqual(['host: FatalError at v8', 'host: it ended by itself (5)'])
})

test('I-15: a process that cannot even be made is a host that failed', async () => {
  const { host } = rig()
  forked.fails = true
  await expect(host.start(plan('Studio'))).resolves.toMatchObject({ status: 'failed', sentence: 'no more processes' })
})

test('a host that dies five times in a row is given up, and a Stop meanwhile ends that', async () => {
  const { host } = rig()
  void host.start(plan('Studio'))
  await turn()
  for (const wait of [250, 1_000, 4_000, 10_000]) {
    processes.at(-1)?.end(1)
    expect(host.state()).toEqual({ status: 'starting' })
    await vi.advanceTimersByTimeAsync(wait)
  }
  processes.at(-1)?.end(1)
  expect(host.state()).toMatchObject({ status: 'failed' })
  void host.start(plan('Studio'))
  await turn()
  processes.at(-1)?.end(1)
  await host.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(alive()).toBe(0)
  expect(host.state()).toEqual({ status: 'off' })
})
