import { WebSocket } from 'socket.io-client'

import type { HostApp } from './host-app-bridge.ts'
import { BRIDGE_VERSION } from './host-app-messages.ts'

/** Of a WebSocket (WHATWG websockets §3) what Engine.IO's transport uses. */
interface EngineSocket {
  binaryType: string
  onopen: (() => void) | null
  onmessage: ((event: { readonly data: string }) => void) | null
  onclose: ((event: object) => void) | null
  onerror: ((event: object) => void) | null
  send(text: string): void
  close(): void
}

/**
 * A WebSocket that the app holds.
 * @param id names it on the bridge
 * @param opened told, before the first text, with whom the app is connected (S-01)
 */
function openHostAppSocket(app: HostApp, id: string, path: string, opened: (server: string) => void): EngineSocket {
  let state: 'opening' | 'open' | 'closed' = 'opening'
  const common = { ringdown: BRIDGE_VERSION, socket: id } as const
  const stop = app.listen((message) => {
    if (message.kind === 'retry' || message.socket !== id) return
    if (message.kind === 'opened' && state === 'opening') {
      state = 'open'
      opened(message.server)
      socket.onopen?.()
    } else if (message.kind === 'text' && state === 'open') {
      socket.onmessage?.({ data: message.text })
    } else if (message.kind === 'closed') {
      const failed = state === 'opening'
      end()
      // As a browser's does: Engine.IO learns only from the error that it was never open.
      if (failed) socket.onerror?.({})
      socket.onclose?.({})
    }
  })
  const end = () => {
    state = 'closed'
    stop()
  }
  const socket: EngineSocket = {
    binaryType: '',
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send(text) {
      if (state === 'open') app.say({ ...common, kind: 'send', text })
    },
    close() {
      if (state === 'closed') return
      end()
      app.say({ ...common, kind: 'close' })
    },
  }
  // An app may answer before `say` returns; Engine.IO has attached its handlers only after this function did.
  queueMicrotask(() => {
    if (state === 'opening') app.say({ ...common, kind: 'open', path })
  })
  return socket
}

/** Engine.IO's websocket, over sockets of the app: everything above it is the client that browsers run. */
export function hostAppTransport(app: HostApp, newId: () => string, opened: (server: string) => void) {
  return class extends WebSocket {
    override createSocket(uri: string): EngineSocket {
      const { pathname, search } = new URL(uri)
      return openHostAppSocket(app, newId(), pathname + search, opened)
    }
  }
}
