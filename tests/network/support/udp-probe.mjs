// Runs inside a namespace: small UDP questions whose answers say what the way there does to a packet.
//   udp-probe.mjs answer PORT…                     answers each question with the address that it came from
//   udp-probe.mjs ask COUNT ADDRESS:PORT…          from one socket, each in turn, 20 ms apart; prints one line of JSON once
//                                                  nothing has come for a while
import { createSocket } from 'node:dgram'

const EVERY_MS = 20
const PATIENCE_MS = 600

/** @typedef {{ number: number, to: string, ms: number, seenAs: string, stranger: boolean }} Answer */

const [, , what, ...rest] = process.argv
if (what === 'answer') answer(rest.map(Number))
else if (what === 'ask') ask(Number(rest[0]), rest.slice(1))
else throw new Error(`answer or ask, not ${what}`)

/** Also answers from a port that nobody asked: a router that filters keeps that out. @param {readonly number[]} ports */
function answer(ports) {
  const stranger = createSocket('udp4')
  stranger.bind(0)
  let open = 0
  for (const port of ports) {
    const socket = createSocket('udp4')
    socket.on('message', (message, { address, port: from }) => {
      const body = { ...JSON.parse(message.toString()), seenAs: `${address}:${from}` }
      stranger.send(JSON.stringify({ ...body, stranger: true }), from, address)
      socket.send(JSON.stringify({ ...body, stranger: false }), from, address)
    })
    socket.bind(port, () => {
      open += 1
      if (open === ports.length) process.stdout.write('ready\n')
    })
  }
}

/** @param {number} count @param {readonly string[]} targets */
function ask(count, targets) {
  const socket = createSocket('udp4')
  /** @type {Answer[]} */
  const answers = []
  let number = 0
  let heardAt = 0
  socket.on('message', (message) => {
    const { at, ...more } = JSON.parse(message.toString())
    heardAt = performance.now()
    answers.push({ ...more, ms: heardAt - at })
  })
  const asking = setInterval(() => {
    const to = targets[number % targets.length] ?? ''
    const [address, port] = to.split(':')
    heardAt = performance.now()
    socket.send(JSON.stringify({ number, to, at: heardAt }), Number(port), address)
    number += 1
    if (number < count) return
    clearInterval(asking)
    const waiting = setInterval(() => {
      if (performance.now() - heardAt < PATIENCE_MS) return
      clearInterval(waiting)
      process.stdout.write(`${JSON.stringify(answers)}\n`)
      socket.close()
    }, EVERY_MS)
  }, EVERY_MS)
}
