import type { IpcMainInvokeEvent } from 'electron'
import { ipcMain } from 'electron'

import { admit, pageOf } from './admit.ts'
import type { Answer, Channel, Replies, RequestOf } from './contract.ts'
import { REQUESTS } from './contract.ts'

export type Handlers = {
  readonly [Name in Channel]: (
    request: RequestOf<Name>,
    event: IpcMainInvokeEvent,
  ) => Replies[Name] | Promise<Replies[Name]>
}

/** Answers every request of the table; whatever goes wrong is an answer, too. */
export function registerRequests(handlers: Handlers, log: (line: string) => void): void {
  for (const name of Object.keys(REQUESTS) as Channel[]) {
    ipcMain.handle(name, (event, request: unknown) => answer(name, handlers[name] as AnyHandler, event, request, log))
  }
}
type AnyHandler = (request: unknown, event: IpcMainInvokeEvent) => unknown

async function answer(
  name: Channel,
  handler: AnyHandler,
  event: IpcMainInvokeEvent,
  request: unknown,
  log: (line: string) => void,
): Promise<Answer<unknown>> {
  const admitted = admit(name, pageOf(event.senderFrame, event.sender.mainFrame), request)
  if (admitted.status === 'refused') return admitted
  try {
    return { status: 'ok', reply: await handler(admitted.request, event) }
  } catch (error) {
    log(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    return { status: 'refused', problem: 'internal' }
  }
}
