// A small TURN client (RFC 8656 over UDP, long-term credentials of RFC 8489), run inside a namespace, that asks a relay
// which peers it would carry packets to:   turn-client.mjs ADDRESS:PORT USER PASSWORD PEER…
// Prints one line of JSON: the code of the allocation (200 when there is one), and of the permission for each peer.
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** @typedef {{ allocation: number, permissions: Record<string, number> }} Allowed */

const COOKIE = 0x2112a442
const PATIENCE_MS = 5000
const METHOD = { allocate: 0x003, createPermission: 0x008 }
const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  errorCode: 0x0009,
  peerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  transport: 0x0019,
}
const UDP = Buffer.from([17, 0, 0, 0])

const [, , server = '', user = '', password = '', ...peers] = process.argv
const [host = '', port = ''] = server.split(':')
const socket = createSocket('udp4')

const challenge = await ask(METHOD.allocate, [[ATTRIBUTE.transport, UDP]])
const realm = challenge.attributes.get(ATTRIBUTE.realm) ?? Buffer.alloc(0)
const nonce = challenge.attributes.get(ATTRIBUTE.nonce) ?? Buffer.alloc(0)
const key = createHash('md5').update(`${user}:${realm.toString()}:${password}`).digest()

const allocation = (await askAs(METHOD.allocate, [[ATTRIBUTE.transport, UDP]])).code
/** @type {Record<string, number>} */
const permissions = {}
for (const peer of peers) {
  permissions[peer] = (await askAs(METHOD.createPermission, [[ATTRIBUTE.peerAddress, xorAddress(peer)]])).code
}
process.stdout.write(`${JSON.stringify({ allocation, permissions })}\n`)
socket.close()

/** With the credentials. @param {number} method @param {readonly [number, Buffer][]} attributes */
function askAs(method, attributes) {
  const who = /** @type {const} */ ([
    [ATTRIBUTE.username, Buffer.from(user)],
    [ATTRIBUTE.realm, realm],
    [ATTRIBUTE.nonce, nonce],
  ])
  return ask(
    method,
    [...attributes, ...who.map(([type, value]) => /** @type {[number, Buffer]} */ ([type, value]))],
    key,
  )
}

/** @param {number} method @param {readonly [number, Buffer][]} attributes @param {Buffer} [signedBy] */
async function ask(method, attributes, signedBy) {
  const body = Buffer.concat(attributes.map(([type, value]) => attribute(type, value)))
  const id = randomBytes(12)
  const unsigned = Buffer.concat([header(method, id, body.length), body])
  if (!signedBy) socket.send(unsigned, Number(port), host)
  else {
    // The length that is signed counts the signature itself (RFC 8489, section 14.5).
    const signed = Buffer.concat([header(method, id, body.length + 24), body])
    const signature = createHmac('sha1', signedBy).update(signed).digest()
    socket.send(Buffer.concat([signed, attribute(ATTRIBUTE.integrity, signature)]), Number(port), host)
  }
  const [message] = await once(socket, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) })
  return read(message)
}

/** @param {number} method @param {Buffer} id @param {number} length */
function header(method, id, length) {
  const head = Buffer.alloc(20)
  head.writeUInt16BE(method, 0)
  head.writeUInt16BE(length, 2)
  head.writeUInt32BE(COOKIE, 4)
  id.copy(head, 8)
  return head
}

/** @param {number} type @param {Buffer} value */
function attribute(type, value) {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(type, 0)
  head.writeUInt16BE(value.length, 2)
  return Buffer.concat([head, value, Buffer.alloc(-value.length & 3)])
}

/** An IPv4 address with port 9, as XOR-PEER-ADDRESS (RFC 8489, section 14.2). @param {string} address */
function xorAddress(address) {
  const value = Buffer.alloc(8)
  value.writeUInt8(1, 1)
  value.writeUInt16BE(9 ^ (COOKIE >>> 16), 2)
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  value.writeUInt32BE((number ^ COOKIE) >>> 0, 4)
  return value
}

/** @param {Buffer} message */
function read(message) {
  /** @type {Map<number, Buffer>} */
  const attributes = new Map()
  for (let at = 20; at + 4 <= message.length;) {
    const length = message.readUInt16BE(at + 2)
    attributes.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length))
    at += 4 + length + (-length & 3)
  }
  const error = attributes.get(ATTRIBUTE.errorCode)
  return { attributes, code: error ? error.readUInt8(2) * 100 + error.readUInt8(3) : 200 }
}
