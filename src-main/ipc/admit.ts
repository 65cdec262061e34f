import { check } from '../../src-signaling/protocol/index.ts'
import { isOwnPage } from '../scheme-file.ts'
import type { Answer, Channel, RequestOf } from './contract.ts'
import { REQUESTS } from './contract.ts'

interface Frame {
  readonly url: string
}

/** Which of our pages sent it; null for a frame inside a page, and for everybody else (E-08). Pure. */
export function pageOf(sender: Frame | null, main: Frame): 'phone' | 'ring' | null {
  if (!sender || sender !== main || !isOwnPage(sender.url)) return null
  return new URL(sender.url).pathname === '/ring.html' ? 'ring' : 'phone'
}

/** Checks a request against the table: who asks, and for what. Pure. */
export function admit<Name extends Channel>(
  name: Name,
  page: 'phone' | 'ring' | null,
  request: unknown,
): { readonly status: 'ok'; readonly request: RequestOf<Name> } | Extract<Answer<never>, { status: 'refused' }> {
  const rule = REQUESTS[name]
  if (page !== rule.from) return { status: 'refused', problem: 'sender' }
  const parsed = check(rule.request, request)
  if (!parsed.success) return { status: 'refused', problem: 'request' }
  return { status: 'ok', request: parsed.data as RequestOf<Name> }
}
