import type { Command } from '../../src-signaling/protocol/index.ts'
import type { SendResult, SignalingLine, SignalingNews, SignalingPort } from '../call/ports.ts'

/** The line under a name that may change; before the first name there is none, and everything is `unsent`. */
export interface OfficeLine extends Pick<SignalingLine, 'send' | 'sendLast' | 'retry' | 'urgent' | 'close'> {
  /** Opens the line, or opens it anew under another name. */
  open(name: string): void
}

export function createOfficeLine(signaling: SignalingPort, listener: (news: SignalingNews) => void): OfficeLine {
  let line: SignalingLine | null = null
  let live = false
  return {
    open(name) {
      line?.close()
      line = signaling.open(name, listener)
      line.urgent(live)
    },
    send: (command: Command): Promise<SendResult> => line?.send(command) ?? Promise.resolve({ status: 'unsent' }),
    sendLast: (command) => line?.sendLast(command),
    retry: () => line?.retry(),
    urgent(value) {
      live = value
      line?.urgent(value)
    },
    close() {
      line?.close()
      line = null
    },
  }
}
