import { deepStrictEqual } from 'node:assert'
import { isDeepStrictEqual } from 'node:util'

import type { ServerOptions } from '../../src-signaling/server/create-server.ts'
import type { FakeMedia } from './fake-media.ts'
import { fakeMedia } from './fake-media.ts'
import type { FaultProxy } from './fault-proxy.ts'
import { faultProxy } from './fault-proxy.ts'
import type { HostProcess } from './host-process.ts'
import { hostProcess } from './host-process.ts'
import type { NodePhone } from './node-phone.ts'
import { leftOvers, nodePhone, NOTHING } from './node-phone.ts'
import type { ServerRig } from './server-rig.ts'
import { serverRig } from './server-rig.ts'

/** A production phone whose way to the host can be harmed. */
export interface Reached extends NodePhone {
  readonly proxy: FaultProxy
}

export interface Phones {
  readonly media: FakeMedia
  phone(name: string): Promise<Reached>
  /** Phones first, then whatever they were connected to. */
  close(): Promise<void>
}

export type FaultRig = Phones & { readonly server: ServerRig }
export type ProcessRig = Phones & { readonly host: HostProcess }

/** The real server in this process, and production phones that reach it through a proxy each. */
export async function faultRig(options: Partial<ServerOptions> = {}): Promise<FaultRig> {
  const server = await serverRig(options)
  return { server, ...phonesAt(() => server.server.url, server.close) }
}

/** The same with the host as a process of its own, which can be killed. */
export async function processRig(): Promise<ProcessRig> {
  const host = await hostProcess()
  return { host, ...phonesAt(() => host.url, host.stop) }
}

function phonesAt(url: () => string, stop: () => Promise<void>): Phones {
  const media = fakeMedia()
  const phones: Reached[] = []
  return {
    media,
    async phone(name) {
      const proxy = await faultProxy(url)
      const phone = Object.assign(await nodePhone({ name, url: () => proxy.url, media }), { proxy })
      phones.push(phone)
      return phone
    },
    async close() {
      for (const phone of phones) phone.close()
      for (const { proxy } of phones) await proxy.close()
      await stop()
    },
  }
}

/** Two phones that talk. */
export async function talking(rig: Phones): Promise<readonly [Reached, Reached]> {
  const pair = [await rig.phone('Ana'), await rig.phone('Ben')] as const
  await connectCall(...pair)
  return pair
}

export async function connectCall(caller: NodePhone, callee: NodePhone): Promise<void> {
  caller.call(callee)
  await callee.reaches('ringing')
  callee.accept()
  await expectTalk(caller, callee)
}

/** All of them come to talk. */
export async function expectTalk(...phones: readonly NodePhone[]): Promise<void> {
  await Promise.all(phones.map((phone) => phone.reaches('active')))
}

/** Everything that the host said to this phone before now has arrived. */
export const caughtUp = (phone: NodePhone) =>
  phone.line.send({ name: 'availability', payload: { availability: 'free', forMs: null } })

/** Both phones agree: both talk, or both are idle and nothing of a call is left. */
export async function agree(one: NodePhone, other: NodePhone): Promise<'talk' | 'idle'> {
  await Promise.all([one, other].map((phone) => phone.reaches('active', 'idle')))
  const states = [one.state(), other.state()]
  if (states[0] === 'active') {
    deepStrictEqual(states, ['active', 'active'])
    return 'talk'
  }
  await expectAtRest(one, other)
  return 'idle'
}

/** All of them come to be idle, and nothing of a call is left. */
export async function expectAtRest(...phones: readonly NodePhone[]): Promise<void> {
  for (const phone of phones) {
    await phone.reaches('idle')
    // A connection that has just said goodbye is closed a moment later.
    for (let look = 0; !isDeepStrictEqual(leftOvers(phone), NOTHING); look += 1) {
      if (look === 300) throw new Error(`left at ${phone.name}: ${JSON.stringify(leftOvers(phone))}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
}

/** A host that lets everybody say and dial as much as a test needs. */
export const NO_RATES: NonNullable<ServerOptions['limits']> = {
  messages: { burst: 1e6, perSecond: 1e6 },
  farewells: { burst: 1e6, perSecond: 1e6 },
  invitesPerPair: { burst: 1e6, perSecond: 1e6 },
}
