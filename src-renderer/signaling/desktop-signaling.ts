import type { DeviceKey } from '../../src-signaling/client/sign-in.ts'
import type { AgedNews, ToMain, ToPhone } from '../../src-main/ipc/contract.ts'
import type { Clock, SendResult, SignalingNews, SignalingPort } from '../call/ports.ts'

/** The line to the office through the message port to main (DESIGN 9); the key stays here and answers the challenge. */
export function createDesktopSignaling(port: MessagePort, key: DeviceKey, clock: Clock): SignalingPort {
  const waiting = new Map<number, (result: SendResult) => void>()
  let requests = 0
  let lines = 0
  let listener: (news: SignalingNews) => void = () => {}

  const say = (message: ToMain) => port.postMessage(message)

  async function sign(id: number, text: string): Promise<void> {
    say({ kind: 'signature', id, signature: await key.sign(text) })
  }

  port.addEventListener('message', ({ data }: MessageEvent<ToPhone>) => {
    if (data.kind === 'sign') return void sign(data.id, data.text)
    if (data.kind === 'result') {
      waiting.get(data.id)?.(data.result)
      return void waiting.delete(data.id)
    }
    if (data.line === lines) listener(withTimes(data.news, clock.now()))
  })
  port.start()

  return {
    open(name, next) {
      lines += 1
      listener = next
      const own = lines
      say({ kind: 'open', line: own, name, publicKey: key.publicKey })
      return {
        send(command) {
          const id = requests++
          return new Promise((resolve) => {
            waiting.set(id, resolve)
            say({ kind: 'send', id, command })
          })
        },
        sendLast: (command) => say({ kind: 'send-last', command }),
        retry: () => say({ kind: 'retry' }),
        urgent: (live) => say({ kind: 'urgent', live }),
        close() {
          if (own !== lines) return
          listener = () => {}
          say({ kind: 'close' })
        },
      }
    },
  }
}

/** Ages become times of this page's clock. */
export function withTimes(news: AgedNews, now: number): SignalingNews {
  if (news.kind !== 'connection') return news
  const { connection } = news
  if (connection.status !== 'offline') return { kind: 'connection', connection }
  const { sinceMs, nextTryInMs } = connection
  const nextTryAt = nextTryInMs === null ? null : now + nextTryInMs
  return { kind: 'connection', connection: { status: 'offline', since: now - sinceMs, nextTryAt } }
}
