import { openLine } from '../../src-signaling/client/open-line.ts'
import type { DeviceKey } from '../../src-signaling/client/sign-in.ts'
import type { Clock, SignalingPort } from '../call/ports.ts'
import type { HostApp } from './host-app-bridge.ts'
import { hostAppTransport } from './host-app-socket.ts'

/** Never looked up: the app knows where the host is. */
const SOMEWHERE = 'http://host.invalid'

/** The line of a phone whose socket belongs to the native app around it; sign-in, answers and pauses are this page's. */
export function createWebviewSignaling(app: HostApp, key: DeviceKey, clock: Clock, newId: () => string): SignalingPort {
  return {
    open(name, listener) {
      let server = ''
      const line = openLine({
        address: () => ({
          url: SOMEWHERE,
          get serverIdentity() {
            return server
          },
        }),
        name,
        kind: 'web',
        key,
        clock,
        random: Math.random,
        listener,
        transport: hostAppTransport(app, newId, (opened) => {
          server = opened
        }),
      })
      const stop = app.listen(({ kind }) => {
        if (kind === 'retry') line.retry()
      })
      return {
        ...line,
        close() {
          stop()
          line.close()
        },
      }
    },
  }
}
