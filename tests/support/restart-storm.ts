import type { FakeMedia } from './fake-media.ts'
import { connectCall } from './fault-rig.ts'
import type { HostProcess } from './host-process.ts'
import type { NodePhone } from './node-phone.ts'
import { nodePhone } from './node-phone.ts'
import { connectPhone } from './signaling-client.ts'
import { stamp } from './within.ts'

/** As many as sign in at the same time: an office that comes to work, not one after a power cut. */
const TOGETHER = 50

/** Production phones without a screen at a host that can die; whoever opens them closes each. */
export async function openPhones(host: HostProcess, count: number, media: FakeMedia): Promise<readonly NodePhone[]> {
  const all: NodePhone[] = []
  // By number: a name would be looked up for each of hundreds of attempts.
  const url = () => host.url.replace('localhost', '127.0.0.1')
  while (all.length < count) {
    const group = Array.from({ length: Math.min(TOGETHER, count - all.length) }, (_one, at) => all.length + at)
    all.push(...(await Promise.all(group.map((at) => nodePhone({ name: `Phone ${at}`, url, media, amongMany: true })))))
  }
  return all
}

/** The first of them call each other, two by two. @returns those that talk now */
export async function connectPairs(phones: readonly NodePhone[], calls: number): Promise<readonly NodePhone[]> {
  const talkers = phones.slice(0, 2 * calls)
  for (let at = 0; at < calls; at += 1) {
    const [caller, callee] = talkers.slice(2 * at)
    if (caller && callee) await connectCall(caller, callee)
  }
  return talkers
}

let watchers = 0

/** When a fresh phone of this host sees so many people in a call. */
export async function inCallAgain(host: HostProcess, people: number): Promise<number> {
  // A name is kept for whoever had it.
  watchers += 1
  const watcher = await connectPhone(host.url, `Watcher ${watchers}`)
  const busy = new Set<string>()
  const look = (contacts: readonly { readonly id: string; readonly presence: string }[]) => {
    for (const { id, presence } of contacts) if (presence === 'in-call') busy.add(id)
    return busy.size >= people
  }
  if (!look(watcher.welcome.directory.contacts)) await watcher.next('directory', ({ contacts }) => look(contacts))
  const at = stamp()
  watcher.close()
  return at
}

/** ms from the moment when the killed host listens again. */
export interface Storm {
  /** Until it has let the last phone in. */
  readonly back: number
  /** Until it knows again that so many people are in a call. */
  readonly claimed: number
}

/** Kills the host under all these phones and starts it again on its ports. */
export async function restartStorm(host: HostProcess, phones: readonly NodePhone[], inCall: number): Promise<Storm> {
  const before = phones.map((phone) => phone.welcomes())
  await host.kill()
  const listens = await host.start()
  const welcomed = phones.map((phone, at) => phone.welcomed((before[at] ?? 0) + 1))
  const [claimed, ...back] = await Promise.all([inCallAgain(host, inCall), ...welcomed])
  return { back: Math.max(...back) - listens, claimed: claimed - listens }
}
