import { startHost } from '../harness/browsers.ts'
import type { Child } from '../harness/child.ts'
import { startChild } from '../harness/child.ts'
import type { Bench, Program } from '../harness/program.ts'
import type { Wire } from '../harness/wire.ts'
import { openWire, openWirePhone } from '../harness/wire.ts'

/** Phones that join at the same time: as many as an office after a power cut, not all at once. */
const TOGETHER = 20

interface Growth {
  readonly open: (at: number) => Promise<Wire>
  readonly server: Child
}

/** kB of memory that each phone takes, between two sizes of an office; the phones leave afterwards. */
async function perPhone({ open, server }: Growth, from: number, to: number, say: (text: string) => void) {
  const wires: Wire[] = []
  const grow = async (size: number) => {
    while (wires.length < size) {
      const begin = wires.length
      wires.push(...(await Promise.all(Array.from({ length: TOGETHER }, (_one, at) => open(begin + at)))))
      say(`${wires.length} phones`)
    }
    return (await server.memory()).resident
  }
  const [few, many] = [await grow(from), await grow(to)]
  for (const wire of wires) wire.close()
  return (many - few) / (to - from) / 1_024
}

const PLAIN = ['Ringdown', 'bare Socket.IO'] as const
const TLS = 'Ringdown, TLS'

async function run(bench: Bench) {
  // Much smaller offices measure the steps in which a heap grows: a first look takes fewer rounds, and hardly fewer phones.
  const [from, to] = [1_000, bench.quick ? 4_000 : 5_000]
  const rounds = bench.quick ? 1 : 3
  const series = [...PLAIN, ...(bench.quick ? [] : [TLS])].map((name) => ({
    name,
    unit: 'kB' as const,
    samples: [] as number[],
  }))
  for (let round = 0; round < rounds; round += 1) {
    // A fresh server each time: what an office that has been big keeps for the next one must not look free.
    for (const { name, samples } of series) {
      // No bar depends on the TLS door, and thousands of handshakes take minutes: once is enough.
      if (name === TLS && round > 0) continue
      const say = (text: string) => bench.progress(`round ${round + 1} of ${rounds}: ${name}, ${text}`)
      const server = name === 'bare Socket.IO' ? await startChild('dist/bench/relay.js') : await startHost(bench)
      const url = name === TLS ? lanUrl(server) : String(server.ready['url'])
      const open = name === 'bare Socket.IO' ? () => openWire(url) : (at: number) => openWirePhone(url, `Person ${at}`)
      samples.push(await perPhone({ open, server }, from, to, say))
      await server.stop()
    }
  }
  return {
    series,
    bars: [{ name: 'memory per idle phone, of a bare server', of: 'Ringdown', to: 'bare Socket.IO', atMost: 1.3 }],
    notes: [`Resident memory after a collection, from ${from} to ${to} phones, each round with a fresh server.`],
  }
}

/** The TLS door of this machine; it proves itself by its own pin, which a phone without one binds by its address. */
function lanUrl(server: Child): string {
  const [url] = server.ready['lanUrls'] as readonly string[]
  return String(url)
}

export const memoryPerPhone: Program = { id: 'P-6', title: 'memory per idle phone', run }
