import type { CallController } from '../../src-renderer/call/controller.ts'
import { createCallController } from '../../src-renderer/call/controller.ts'
import type { IceSource, SignalingNews, SignalingPort } from '../../src-renderer/call/ports.ts'
import type { CallName, EndedCall, Phone } from '../../src-renderer/call/state.ts'
import type { OfficeLine } from '../../src-renderer/phone/office-line.ts'
import { createOfficeLine } from '../../src-renderer/phone/office-line.ts'
import { openLine } from '../../src-signaling/client/open-line.ts'
import type { Refusal } from '../../src-signaling/protocol/index.ts'
import { systemClock } from '../../src-signaling/server/system-clock.ts'
import type { FakeMedia } from './fake-media.ts'
import type { TestKey } from './signaling-client.ts'
import { newCallId, newKey } from './signaling-client.ts'
import { stamp } from './within.ts'

/** The production phone without a screen: its line, its controller, its machine; only media is made up. */
export interface NodePhone {
  readonly name: string
  readonly key: TestKey
  readonly controller: CallController
  readonly line: OfficeLine
  contact(): string
  state(): CallName
  /** Every call that ended here, oldest first. */
  readonly ended: readonly EndedCall[]
  /** What its line said, oldest first; none when it is a phone among many. */
  readonly news: readonly SignalingNews[]
  /** When the phone is, or becomes, so; on the shared clock. */
  when(fits: (phone: Phone) => boolean): Promise<number>
  /** When it is in this state. */
  reaches(...states: readonly CallName[]): Promise<number>
  /** When it has ended so many calls. */
  hasEnded(count?: number): Promise<number>
  /** How often the host has let it in. */
  welcomes(): number
  /** When the host has let it in so many times. */
  welcomed(times: number): Promise<number>
  /** When the first news that fits came, past or future. */
  hears(fits: (news: SignalingNews) => boolean): Promise<number>
  call(other: NodePhone): void
  accept(): void
  decline(): void
  hangUp(): void
  openDevices(): number
  close(): void
}

export interface NodePhoneOptions {
  readonly name: string
  /** Address of the host, asked for every attempt. */
  readonly url: () => string
  readonly media: FakeMedia
  readonly key?: TestKey
  /** One of hundreds: it does not keep what it hears, which would be the whole directory each time. */
  readonly amongMany?: boolean
}

export async function nodePhone({
  name,
  url,
  media,
  key: given,
  amongMany = false,
}: NodePhoneOptions): Promise<NodePhone> {
  const key = given ?? (await newKey())
  const devices = media.devices()
  const ended: EndedCall[] = []
  const heard: { readonly news: SignalingNews; readonly at: number }[] = []
  const welcomes: number[] = []
  let refusal: Refusal | 'certificate' | null = null
  const looks = new Set<() => void>()
  let self = ''
  const changed = () => {
    for (const look of looks) look()
  }
  const receive = (news: SignalingNews) => {
    if (!amongMany) heard.push({ news, at: stamp() })
    if (news.kind === 'connection' && news.connection.status === 'refused') refusal = news.connection.refusal
    if (news.kind === 'welcome') {
      self = news.welcome.self.contact
      welcomes.push(stamp())
    }
    controller.receive(news)
    changed()
  }
  const open: SignalingPort['open'] = (as, listener) =>
    openLine({
      address: () => ({ url: url(), serverIdentity: new URL(url()).host }),
      name: as,
      kind: 'web',
      key: { publicKey: key.publicKey, lasting: true, sign: key.sign },
      clock: systemClock,
      random: Math.random,
      listener,
    })
  const line = createOfficeLine({ open }, receive)
  const controller = createCallController({
    clock: systemClock,
    line,
    peers: media.peers,
    devices,
    output: media.output,
    ice: () => NO_ICE,
    newCallId,
    record: (call) => ended.push(call),
    tone: () => {},
    log: () => {},
  })
  // As the phone's store does: a live call shortens the pauses between attempts.
  controller.subscribe(() => {
    const { name: state } = controller.phone().call
    line.urgent(state !== 'idle' && state !== 'ending')
    changed()
  })

  function once<Found>(look: () => Found | undefined): Promise<Found> {
    return new Promise((resolve) => {
      const again = () => {
        const found = look()
        if (found === undefined) return
        looks.delete(again)
        resolve(found)
      }
      looks.add(again)
      again()
    })
  }
  const when = (fits: (phone: Phone) => boolean) => once(() => (fits(controller.phone()) ? stamp() : undefined))

  line.open(name)
  await once(() => (self === '' && refusal === null ? undefined : true))
  if (self === '') throw new Error(`The host refuses ${name}: ${refusal}. Perhaps it is an old build.`)
  return {
    name,
    key,
    controller,
    line,
    contact: () => self,
    state: () => controller.phone().call.name,
    ended,
    get news() {
      return heard.map(({ news }) => news)
    },
    when,
    reaches: (...states) => when(({ call }) => states.includes(call.name)),
    hasEnded: (count = 1) => once(() => (ended.length >= count ? stamp() : undefined)),
    welcomes: () => welcomes.length,
    welcomed: (times) => once(() => welcomes[times - 1]),
    hears: (fits) => once(() => heard.find(({ news }) => fits(news))?.at),
    call: (other) =>
      controller.dispatch({
        kind: 'dial',
        callId: newCallId(),
        target: { kind: 'contact', contact: other.contact() },
        video: false,
        subject: null,
      }),
    accept: () => controller.dispatch({ kind: 'accept', video: false }),
    decline: () => controller.dispatch({ kind: 'decline' }),
    hangUp: () => controller.dispatch({ kind: 'hang-up' }),
    openDevices: () => devices.open(),
    close() {
      controller.close()
      line.close()
    },
  }
}

const NO_ICE: IceSource = { known: { servers: [], policy: 'all' }, hasRelay: false, fresh: () => Promise.resolve(null) }

/** Nothing of a call is left at a phone. */
export const leftOvers = (phone: NodePhone) => ({ ...phone.controller.counts(), devices: phone.openDevices() })
export const NOTHING = { timers: 0, connections: 0, captures: 0, devices: 0 }
