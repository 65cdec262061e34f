// In front of the real main bundle, in tests only; product code knows nothing of this (TESTING.md "Desktop"). It gives runtimes before
// Electron 25 a `protocol.handle` from what they have, and lets a test's own authority count as one of Node's roots.
const { readFileSync } = require('node:fs')
const { Readable } = require('node:stream')
const tls = require('node:tls')

const { protocol } = require('electron')

/** As much of the Fetch standard's Response as a page needs that comes from a file. */
class OldResponse {
  /** @param {Uint8Array | string} body @param {{ status?: number, headers?: Record<string, string> }} [init] */
  constructor(body, { status = 200, headers = {} } = {}) {
    this.body = Buffer.from(body)
    this.status = status
    this.headers = headers
  }
  get ok() {
    return this.status < 300
  }
}
const surroundings = /** @type {{ Response?: unknown }} */ (globalThis)
surroundings.Response ??= OldResponse

/** @type {(scheme: string, handler: (request: { url: string }) => Promise<OldResponse>) => void} */
const handle = (scheme, handler) => {
  protocol.registerStreamProtocol(scheme, async (request, answer) => {
    const { body, status, headers } = await handler(request)
    answer({ statusCode: status, headers, data: Readable.from([body]) })
  })
}
const old = /** @type {{ handle?: unknown }} */ (/** @type {unknown} */ (protocol))
old.handle ??= handle

// NODE_EXTRA_CA_CERTS is ignored: the fuse for Node's options is off.
const authority = process.env['RINGDOWN_TEST_CA']
if (authority) {
  const { createSecureContext } = tls
  /** @type {typeof createSecureContext} */
  const withAuthority = (options) => {
    const secure = createSecureContext(options)
    secure.context.addCACert(readFileSync(authority))
    return secure
  }
  Object.assign(tls, { createSecureContext: withAuthority })
}
const bundle = '../app/index.cjs'
require(bundle)
