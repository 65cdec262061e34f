import type { IpcMainInvokeEvent } from 'electron'
import { ipcMain } from 'electron'

import { isOwnPage } from '../security.ts'
import type { Answer, Channel, Replies, RequestOf } from './contract.ts'
import { REQUESTS } from './contract.ts'

export type Handlers = {
  readonly [Name in Channel]: (
    request: RequestOf<Name>,
    event: IpcMainInvokeEvent,
  ) => Replies[Name] | Promise<Replies[Name]>
}

/** Which of our pages sent it; null for a frame inside a page, and for everybody else (E-08). */
function senderPage(event: IpcMainInvokeEvent): 'phone' | 'ring' | null {
  const frame = event.senderFrame
  if (!frame || frame !== event.sender.mainFrame || !isOwnPage(frame.url)) return null
  return new URL(frame.url).pathname === '/ring.html' ? 'ring' : 'phone'
}

/** Checks a request against the table. Pure but for the frame. */
export function admit<Name extends Channel>(
  name: Name,
  page: 'phone' | 'ring' | null,
  request: unknown,
): { readonly status: 'ok'; readonly request: RequestOf<Name> } | Extract<Answer<never>, { status: 'refused' }> {
  const rule = REQUESTS[name]
  if (page !== rule.from) return { status: 'refused', problem: 'sender' }
  const parsed = rule.request.safeParse(request)
  if (!parsed.success) return { status: 'refused', problem: 'request' }
  return { status: 'ok', request: parsed.data as RequestOf<Name> }
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
  const admitted = admit(name, senderPage(event), request)
  if (admitted.status === 'refused') return admitted
  try {
    return { status: 'ok', reply: await handler(admitted.request, event) }
  } catch (error) {
    log(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    return { status: 'refused', problem: 'internal' }
  }
}
