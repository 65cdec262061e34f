/*
 * The native side of the bridge of docs/webview.md, complete: it holds one WebSocket for the page and carries its texts.
 * It runs wherever there is JavaScript and a WebSocket (React Native, uni-app, Node); in another language it is the same forty lines.
 * The browser tests of Ringdown run exactly this file as their app.
 */

/**
 * @typedef {object} Socket a WebSocket, or something that behaves like one
 * @property {(kind: 'open' | 'message' | 'close' | 'error', listener: (event: any) => void) => void} addEventListener
 * @property {(text: string) => void} send
 * @property {() => void} close
 */

/**
 * @param {object} parts
 * @param {string} parts.host where the host is: `wss://192.0.2.10:7443`
 * @param {string} parts.server with whom the socket is connected: the SHA-256 of the certificate (base64url) if it was compared
 *   before the first byte, otherwise host and port of `parts.host`, without the port where it is the usual one
 * @param {(url: string) => Socket} parts.openSocket opens a WebSocket, and compares the certificate
 * @param {(message: object) => void} parts.tell calls `ringdownReceive(message)` in the page
 */
export function createHostApp({ host, server, openSocket, tell }) {
  /** @type {{ id: string, socket: Socket } | null} */
  let current = null

  /** @param {string} kind @param {object} [rest] */
  const say = (kind, rest = {}) => tell({ ringdown: 1, kind, ...rest })

  /** Forgets the present socket: nothing it still says reaches the page. */
  function drop() {
    const gone = current
    current = null
    gone?.socket.close()
  }

  /** @param {string} id @param {string} path */
  function open(id, path) {
    drop()
    const socket = openSocket(host + path)
    current = { id, socket }
    const is = () => current?.id === id
    socket.addEventListener('open', () => is() && say('opened', { socket: id, server }))
    socket.addEventListener('message', ({ data }) => is() && say('text', { socket: id, text: String(data) }))
    socket.addEventListener('close', () => {
      if (!is()) return
      current = null
      say('closed', { socket: id })
    })
    // A close follows.
    socket.addEventListener('error', () => {})
  }

  return {
    /** What the page said: a text, or, from uni-app, an object. @param {any} message */
    fromPage(message) {
      const { ringdown, kind, socket, text, path } = typeof message === 'string' ? JSON.parse(message) : message
      if (ringdown !== 1) return
      if (kind === 'open' && path.startsWith('/socket.io/')) open(socket, path)
      if (kind === 'send' && socket === current?.id) current?.socket.send(text)
      if (kind === 'close' && socket === current?.id) drop()
    },
    /** The network is back, or the app came to the front: the page connects anew instead of waiting. */
    networkIsBack: () => say('retry'),
    /** The page is gone. */
    stop: drop,
  }
}
