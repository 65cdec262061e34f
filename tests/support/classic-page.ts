import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import type { BrowserContext, Page } from '@playwright/test'
import { expect } from '@playwright/test'

const SOCKET_IO = new URL('../../node_modules/socket.io-client/dist/socket.io.min.js', import.meta.url).pathname

/** What an old page does, for tests; it lives in the page as `oldPage`. */
interface OldPage {
  readonly rung: number
  readonly connections: RTCPeerConnection[]
  call(): Promise<void>
  accept(): void
  /** Ends its call in the only way there is. */
  hangUp(): void
}
declare global {
  var oldPage: OldPage
}

/** Serves one empty page on localhost, where a page may use devices; the handle stops it. */
export async function emptySite(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>Old client</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { url: `http://localhost:${port}/`, stop }
}

/** Opens a page that speaks the older protocol, in a room. */
export async function openOldPage(
  context: BrowserContext,
  site: string,
  kind: 'io' | 'ws',
  port: number,
  room = '001',
): Promise<Page> {
  const page = await context.newPage()
  await page.goto(site)
  if (kind === 'io') await page.addScriptTag({ path: SOCKET_IO })
  await page.evaluate(speakOld, { kind, port, room })
  return page
}

/** Runs in the page: the behaviour of the old clients, in few words. */
async function speakOld({ kind, port, room }: { kind: 'io' | 'ws'; port: number; room: string }): Promise<void> {
  type Fields = Readonly<Record<string, unknown>>
  const handlers = new Map<string, (argument: never) => unknown>()
  const heard = (event: string, argument: unknown) => handlers.get(event)?.(argument as never)
  const say = kind === 'io' ? await openIo() : await openWs()

  async function openIo() {
    const { io } = globalThis as unknown as {
      io(url: string): {
        on(e: string, f: () => void): void
        onAny(f: typeof heard): void
        emit(e: string, a: unknown): void
      }
    }
    const socket = io(`http://127.0.0.1:${port}`)
    await new Promise<void>((resolve) => socket.on('connectionSuccess', resolve))
    socket.onAny(heard)
    return (event: string, fields?: Fields) => socket.emit(event, fields ? { ...fields, roomId: room } : room)
  }
  async function openWs() {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`)
    await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }))
    const code = (value: unknown) => btoa(JSON.stringify(value))
    socket.addEventListener('message', ({ data }) => {
      const { event, offer, answer, candidate } = JSON.parse(data) as Record<string, string>
      const packed = offer ?? answer
      heard(event ?? '', packed === undefined ? candidate : JSON.parse(atob(packed)))
    })
    return (event: string, { offer, answer, candidate }: Fields = {}) =>
      socket.send(
        JSON.stringify({
          event,
          roomId: room,
          ...(offer ? { offer: code(offer) } : {}),
          ...(answer ? { answer: code(answer) } : {}),
          ...(candidate ? { candidate } : {}),
        }),
      )
  }

  let calling = false
  let rung = 0
  let stream: MediaStream | null = null
  let current: RTCPeerConnection | null = null
  let collected: RTCIceCandidateInit[] = []
  const connections: RTCPeerConnection[] = []

  async function devices() {
    stream ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: true })
    return stream
  }
  async function connect() {
    const media = await devices()
    current = new RTCPeerConnection()
    connections.push(current)
    for (const track of media.getTracks()) current.addTrack(track, media)
    current.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) say('sendCandidate', { candidate: candidate.toJSON() })
    })
    return current
  }

  handlers.set('callRemote', () => {
    // Not when a connection is made: the other end's candidates may be faster than the devices here.
    collected = []
    if (!calling) rung += 1
  })
  handlers.set('acceptCall', async () => {
    if (!calling) return
    const connection = await connect()
    await connection.setLocalDescription(await connection.createOffer())
    say('sendOffer', { offer: connection.localDescription?.toJSON() })
  })
  handlers.set('sendOffer', async (offer: RTCSessionDescriptionInit) => {
    if (calling) return
    const connection = await connect()
    await connection.setRemoteDescription(offer)
    await connection.setLocalDescription(await connection.createAnswer())
    say('sendAnswer', { answer: connection.localDescription?.toJSON() })
  })
  handlers.set('sendAnswer', async (answer: RTCSessionDescriptionInit) => {
    if (!calling) return
    await current?.setRemoteDescription(answer)
    say('addCandidate')
  })
  handlers.set('sendCandidate', (candidate: RTCIceCandidateInit) => void collected.push(candidate))
  handlers.set('addCandidate', async () => {
    for (const candidate of collected) await current?.addIceCandidate(candidate)
  })
  say('joinRoom')
  globalThis.oldPage = {
    get rung() {
      return rung
    },
    connections,
    async call() {
      calling = true
      await devices()
      say('callRemote')
    },
    accept() {
      calling = false
      say('acceptCall')
    },
    hangUp: () => current?.close(),
  }
}

/** Packets of a kind that have come in on the page's newest connection. */
const received = (page: Page, kind: 'audio' | 'video') =>
  page.evaluate(async (wanted) => {
    const connection = globalThis.oldPage.connections.at(-1)
    let packets = 0
    ;(await connection?.getStats())?.forEach((entry) => {
      if (entry.type === 'inbound-rtp' && entry.kind === wanted) packets += entry.packetsReceived
    })
    return packets
  }, kind)

/** Sound, or pictures, come in and go on coming. */
export async function expectOldReceives(page: Page, kind: 'audio' | 'video'): Promise<void> {
  await expect.poll(() => received(page, kind)).toBeGreaterThan(0)
  const before = await received(page, kind)
  await expect.poll(() => received(page, kind)).toBeGreaterThan(before)
}
