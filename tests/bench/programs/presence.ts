import { startHost } from '../harness/browsers.ts'
import type { Bench, Program } from '../harness/program.ts'
import { openWirePhone } from '../harness/wire.ts'

const PHONES = 500
/** In which they all join, ms. */
const WITHIN = 10_000

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** An office of 500 comes to work. @returns bytes that all phones received, and what the full list to everybody would have been */
async function morning(bench: Bench, round: string) {
  const host = await startHost(bench)
  const url = String(host.ready['url'])
  const began = performance.now()
  const phones = await Promise.all(
    Array.from({ length: PHONES }, async (_one, at) => {
      await pause((at * WITHIN) / PHONES)
      if (at % 100 === 0) bench.progress(`${round}: ${at} of ${PHONES}`)
      return openWirePhone(url, `Person ${at}`)
    }),
  )
  const seconds = (performance.now() - began) / 1_000
  // What was gathered for the last ones goes out.
  await pause(500)
  const received = phones.reduce((sum, phone) => sum + phone.bytes(), 0)
  // The last one's welcome is the full list, near enough; the k-th join would have sent k of its entries to k phones.
  const perContact = phones.reduce((most, phone) => Math.max(most, phone.welcomeBytes), 0) / PHONES
  let fullLists = 0
  for (let size = 1; size <= PHONES; size += 1) fullLists += size * size * perContact
  const cpuMs = await host.cpu()
  for (const phone of phones) phone.close()
  await host.stop()
  return { received, fullLists, cpuMs, seconds }
}

async function run(bench: Bench) {
  const rounds = bench.quick ? 1 : 3
  const all: Awaited<ReturnType<typeof morning>>[] = []
  for (let round = 1; round <= rounds; round += 1) all.push(await morning(bench, `round ${round} of ${rounds}`))
  return {
    series: [
      { name: 'received by all', unit: 'MB' as const, samples: all.map(({ received }) => received / 1e6) },
      { name: 'full list to everybody', unit: 'MB' as const, samples: all.map(({ fullLists }) => fullLists / 1e6) },
      { name: 'share', unit: '%' as const, samples: all.map((one) => (100 * one.received) / one.fullLists) },
      { name: 'server time', unit: 'ms' as const, samples: all.map(({ cpuMs }) => cpuMs) },
      { name: 'until all were in', unit: '' as const, samples: all.map(({ seconds }) => seconds) },
    ],
    bars: [
      { name: '500 join in 10 s: share of full lists', of: 'share', atMost: 2 },
      { name: '500 join in 10 s: bytes to all phones, welcomes included', of: 'received by all', atMost: 40 },
    ],
    notes: ['The full lists are computed from the size of a contact in this run: 500 joins would be about 9 GB.'],
  }
}

export const presence: Program = { id: 'P-7', title: 'presence', run }
