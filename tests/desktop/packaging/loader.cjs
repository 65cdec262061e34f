// For runtimes before Electron 25 only: `protocol.handle` from what they have, then the real main bundle. Product code is
// written for the current Electron and knows nothing of this (TESTING.md "Desktop").
const { Readable } = require('node:stream')

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
const bundle = '../app/index.cjs'
require(bundle)
