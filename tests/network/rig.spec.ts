import { expect } from '@playwright/test'

import { keepRunning, runInside } from './support/inside.ts'
import { test } from './support/lan-rig.ts'
import type { Machine } from './support/namespaces.ts'
import type { Answer } from './support/udp-probe.mjs'

const PORTS = ['9001', '9002']

const ask = (from: Machine, count: number, ...targets: readonly string[]) =>
  runInside(from, 'udp-probe.mjs', 'ask', String(count), ...targets) as readonly Answer[]

const answerAt = (machine: Machine) => keepRunning(machine, 'udp-probe.mjs', 'answer', ...PORTS)

/** Ports that the world sees one socket by. */
const seenAs = (answers: readonly Answer[]) => new Set(answers.map((answer) => answer.seenAs))

test('a cone router shows one port to all, a symmetric one another to each; both keep strangers out', async ({
  lan,
}) => {
  const world = [lan.machine(), lan.machine()]
  await Promise.all(world.map(answerAt))
  const targets = world.flatMap(({ address }) => PORTS.map((port) => `${address}:${port}`))
  const cone = lan.office('cone')
  const symmetric = lan.office('symmetric')

  const throughCone = ask(cone.machine(), 8, ...targets)
  const throughSymmetric = ask(symmetric.machine(), 8, ...targets)

  for (const [answers, office] of [
    [throughCone, cone],
    [throughSymmetric, symmetric],
  ] as const) {
    expect(answers.map((answer) => answer.number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(answers.every((answer) => answer.seenAs.startsWith(`${office.uplink.address}:`))).toBe(true)
    expect(answers.filter((answer) => answer.stranger)).toEqual([])
  }
  expect(seenAs(throughCone).size).toBe(1)
  expect(seenAs(throughSymmetric).size).toBe(targets.length)
})

test('without a router strangers are heard, and no office reaches into another', async ({ lan }) => {
  const [here, there] = [lan.machine(), lan.machine()]
  await answerAt(there)
  const answers = ask(here, 4, `${there.address}:9001`)
  expect(answers.filter((answer) => answer.stranger)).toHaveLength(4)

  const hidden = lan.office('cone').machine()
  await answerAt(hidden)
  expect(ask(here, 4, `${hidden.address}:9001`)).toEqual([])
  expect(ask(lan.office('cone').machine(), 4, `${hidden.address}:9001`)).toEqual([])
})

test('a router blocks what it is told to and counts it', async ({ lan }) => {
  const world = lan.machine()
  await answerAt(world)
  const office = lan.office('cone')
  office.block('meta l4proto udp')
  expect(ask(office.machine(), 4, `${world.address}:9001`)).toEqual([])
  expect(office.blocked()).toBe(4)
})

test('a cable is cut one way, both ways, by chance and by plug, and heals', async ({ lan }) => {
  const [here, there] = [lan.machine(), lan.machine()]
  await answerAt(there)
  const heard = (count = 4) => ask(here, count, `${there.address}:9001`).filter((answer) => !answer.stranger).length
  expect(heard()).toBe(4)
  here.drop('udp sport 9001')
  expect(heard()).toBe(0)
  here.heal()
  here.drop('udp dport 9001', 'out')
  expect(heard()).toBe(0)
  expect(here.dropped()).toBe(4)
  here.heal()
  here.cut()
  expect(heard()).toBe(0)
  here.heal()
  await expect.poll(() => heard()).toBe(4)
  here.unplug()
  expect(heard()).toBe(0)
  here.plug()
  // The kernel tells of a link at most once a second.
  await expect.poll(() => heard()).toBe(4)
  here.lose(20)
  // 200 questions, each lost with 1 - 0.8²: 72 ± 7.
  expect(heard(200)).toBeGreaterThan(200 - 72 - 42)
  expect(here.dropped()).toBeGreaterThan(30)
  here.heal()
})

test('a machine is known by the new address when its address changes', async ({ lan }) => {
  const [here, there] = [lan.machine(), lan.machine()]
  await answerAt(there)
  const before = here.address
  here.changeAddress()
  expect(here.address).not.toBe(before)
  const [answer] = ask(here, 1, `${there.address}:9001`)
  expect(answer?.seenAs.split(':')[0]).toBe(here.address)
})

test('a limited cable lets no more through than it is told', async ({ lan }) => {
  const [here, there] = [lan.machine(), lan.machine()]
  await answerAt(there)
  const slowest = (answers: readonly Answer[]) => Math.max(...answers.map((answer) => answer.ms))
  const before = slowest(ask(here, 50, `${there.address}:9001`))
  here.limit(16)
  const after = slowest(ask(here, 50, `${there.address}:9001`))
  process.stdout.write(`    slowest answer: ${before.toFixed(1)} ms, with 16 kbit/s ${after.toFixed(1)} ms\n`)
  expect(after).toBeGreaterThan(before + 50)
})

test('a distant machine is as far away as it was made, twice and out of order where asked', async ({ lan }) => {
  const world = lan.machine()
  await answerAt(world)
  const far = await lan.distantMachine({ ms: 20, jitter: 7.5, duplicate: 10, reorder: 10 })
  const answers = ask(far, 100, `${world.address}:9001`).filter((answer) => !answer.stranger)
  const times = answers.map((answer) => answer.ms).sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN
  const twice = times.length - new Set(answers.map((answer) => answer.number)).size
  const late = answers.filter((answer, index) => answer.number < (answers[index - 1]?.number ?? 0)).length
  process.stdout.write(
    `    round trip: median ${at(0.5).toFixed(1)} ms, 5 % ${at(0.05).toFixed(1)}, 95 % ${at(0.95).toFixed(1)}; ` +
      `${twice} twice, ${late} overtaken\n`,
  )
  expect(at(0.5)).toBeGreaterThan(30)
  expect(at(0.5)).toBeLessThan(60)
  expect(at(0.95) - at(0.05)).toBeGreaterThan(8)
  expect(twice).toBeGreaterThan(0)
  expect(late).toBeGreaterThan(0)
})

test('frozen processes stand still until they are thawed', async ({ lan }) => {
  const [here, there] = [lan.machine(), lan.machine()]
  await answerAt(there)
  there.freeze()
  expect(ask(here, 4, `${there.address}:9001`)).toEqual([])
  there.thaw()
  expect(ask(here, 4, `${there.address}:9001`)).not.toEqual([])
})
