import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { PeerServer } from 'peer'
import { Server } from 'socket.io'

const [host = 'localhost'] = process.argv.slice(2)

/** Pages of the reference flows, the rooms that their signaling runs in, and PeerJS's own server. */
const pages = join(process.cwd(), 'tests/bench/pages')
const peerjs = join(process.cwd(), 'node_modules/peerjs/dist/peerjs.min.js')
const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' }

const http = createServer((request, response) => {
  const name = (request.url ?? '/').split('?')[0]?.slice(1) ?? ''
  const type = TYPES[name.split('.').at(-1) ?? '']
  if (!/^[a-z-]+(\.min)?\.[a-z]+$/.test(name) || !type) return void response.writeHead(404).end()
  response.writeHead(200, { 'Content-Type': type })
  const file = createReadStream(name === 'peerjs.min.js' ? peerjs : join(pages, name))
  file.on('error', () => response.destroy()).pipe(response)
})
const io = new Server(http)
io.on('connection', (socket) => {
  let room = ''
  socket.on('join', (name: string) => {
    room = name
    void socket.join(name)
  })
  // Trickle: to the other one. The classic rooms send to everybody, the sender included.
  socket.on('message', (message: unknown) => socket.to(room).emit('message', message))
  socket.on('classic', (message: unknown) => io.to(room).emit('message', message))
})
await new Promise<void>((resolve) => http.listen(0, host, resolve))
const { port } = http.address() as AddressInfo
const peerPort = await new Promise<number>((resolve) => {
  PeerServer({ port: 0, host, path: '/' }, (server) => resolve((server.address() as AddressInfo).port))
})
process.stdout.write(`${JSON.stringify({ url: `http://${host}:${port}/`, peerPort })}\n`)
process.once('SIGTERM', () => process.exit(0))
