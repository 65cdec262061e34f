import type { MessagePortMain } from 'electron'

import type { ConnectionState, SignalingLine, SignalingNews } from '../../src-signaling/client/line.ts'
import { openLine } from '../../src-signaling/client/open-line.ts'
import type { HangupReason } from '../../src-signaling/protocol/index.ts'
import { check, hostUrl } from '../../src-signaling/protocol/index.ts'
import { systemClock as clock } from '../../src-signaling/server/system-clock.ts'
import type { OfficeChoice } from '../ipc/contract.ts'
import type { ToMain, ToPhone } from '../ipc/office-port.ts'
import { toMainSchema, withAges } from '../ipc/office-port.ts'
import { pinnedAgent } from './pinned-agent.ts'

export interface OfficeConnection {
  /** Serves a phone's port from now on; the port of a phone that was reloaded is closed. */
  serve(port: MessagePortMain): void
  /** The machine woke up or has another address: the old socket is not asked. */
  renew(): void
  /** The profile belongs to another office now: the phone's line goes there. */
  move(): void
  /** Ends a call for a phone that cannot do it itself (F-68, F-69). */
  hangUp(callId: string, reason: HangupReason): void
  close(): void
}

export interface ConnectionParts {
  /** Where the office is now; asked whenever the phone opens a line. */
  readonly choice: () => Promise<OfficeChoice | null>
  /** The phone's page is gone without a word; the line is closed right after this. */
  readonly abandoned: () => void
  /** What the line to the office is at. */
  readonly followed: (status: ConnectionState) => void
  /** The phone has closed its line by itself. */
  readonly closed: () => void
}

/** The connection of this profile to its office. It outlives the phone's page; the phone answers the key challenge. */
export function createOfficeConnection(parts: ConnectionParts): OfficeConnection {
  let port: MessagePortMain | null = null
  let line: SignalingLine | null = null
  /** What the phone wants: its newest line. */
  let wanted: Extract<ToMain, { kind: 'open' }> | null = null
  let attempt = 0
  let signatures = 0
  const waiting = new Map<number, (signature: string) => void>()

  const say = (message: ToPhone) => port?.postMessage(message)
  const tell = (id: number, news: SignalingNews) => {
    if (id !== wanted?.line) return
    if (news.kind === 'connection') parts.followed(news.connection)
    say({ kind: 'news', line: id, news: withAges(news, clock.now()) })
  }

  function sign(text: string): Promise<string> {
    const id = signatures++
    return new Promise((resolve) => {
      waiting.set(id, resolve)
      say({ kind: 'sign', id, text })
    })
  }

  function closeLine(): void {
    line?.close()
    line = null
    waiting.clear()
  }

  /** Opens the wanted line, where the office is now. */
  async function open(): Promise<void> {
    closeLine()
    const message = wanted
    if (!message) return
    const own = ++attempt
    const listener = (news: SignalingNews) => tell(message.line, news)
    listener({ kind: 'connection', connection: { status: 'connecting' } })
    const office = await parts.choice()
    if (own !== attempt || wanted?.line !== message.line) return
    if (office) line = openOfficeLine(office, message, sign, listener, closeLine)
    else listener({ kind: 'connection', connection: { status: 'offline', since: clock.now(), nextTryAt: null } })
  }

  async function send(message: Extract<ToMain, { kind: 'send' }>): Promise<void> {
    const { command } = message
    const result = (await line?.send(command)) ?? { status: 'unsent' as const }
    if (command.name === 'rename' && result.status === 'ok' && wanted)
      wanted = { ...wanted, name: command.payload.name }
    say({ kind: 'result', id: message.id, result })
  }

  function receive(data: unknown): void {
    const parsed = check(toMainSchema, data)
    if (!parsed.success) return
    const message = parsed.data
    switch (message.kind) {
      case 'open':
        wanted = message
        return void open()
      case 'send':
        return void send(message)
      case 'send-last':
        return line?.sendLast(message.command)
      case 'retry':
        return renew()
      case 'urgent':
        return line?.urgent(message.live)
      case 'close':
        wanted = null
        closeLine()
        return parts.closed()
      case 'signature':
        waiting.get(message.id)?.(message.signature)
        return void waiting.delete(message.id)
    }
  }

  function renew(): void {
    if (line) line.retry()
    else void open()
  }

  function abandon(): void {
    if (port) parts.abandoned()
    port = null
    wanted = null
    closeLine()
  }

  return {
    serve(fresh) {
      const old = port
      abandon()
      old?.close()
      port = fresh
      fresh.on('message', ({ data }: { readonly data: unknown }) => {
        if (port === fresh) receive(data)
      })
      fresh.on('close', () => {
        if (port === fresh) abandon()
      })
      fresh.start()
    },
    renew,
    move: () => void open(),
    hangUp: (callId, reason) => line?.sendLast({ name: 'hangup', payload: { callId, reason } }),
    close() {
      port?.close()
      port = null
      closeLine()
    },
  }
}

/** A line to the office's addresses in turn, pinned where the office has a pin. */
function openOfficeLine(
  office: OfficeChoice,
  { name, publicKey }: Extract<ToMain, { kind: 'open' }>,
  sign: (text: string) => Promise<string>,
  listener: (news: SignalingNews) => void,
  give: () => void,
): SignalingLine {
  let attempt = 0
  let address = ''
  /** Addresses where another host answered. */
  const strangers = new Set<string>()
  const mismatch = () => {
    strangers.add(address)
    // Another machine may have got one of its addresses; the others are tried first.
    if (strangers.size < office.addresses.length) return
    give()
    listener({ kind: 'connection', connection: { status: 'refused', refusal: 'certificate' } })
  }
  const agent = office.pin === null ? null : pinnedAgent(office.pin, mismatch)
  return openLine({
    address: () => {
      address = office.addresses[attempt++ % office.addresses.length] ?? ''
      // Where it connects and what is signed come from one reader (S-01).
      const { origin, host } = new URL(hostUrl(address, office.port))
      return { url: origin, serverIdentity: office.pin ?? host }
    },
    name,
    kind: 'desktop',
    key: { publicKey, lasting: true, sign },
    clock,
    random: Math.random,
    listener,
    ...(agent ? { agent } : {}),
  })
}
