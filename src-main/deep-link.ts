import { readTyped } from './office/office-choice.ts'
import type { Invited } from './ipc/contract.ts'

/** Longer than any invitation, and short enough to be parsed without a thought. */
const MOST = 8_192

/** A link that the system hands on, parsed by URL and only ever an invitation: nothing is dialled or joined without a click (E-10). Pure. */
export function readLink(link: string): Invited | null {
  const url = link.length > MOST ? null : parse(link)
  if (url?.protocol !== 'ringdown:' || url.pathname !== 'join') return null
  // What is pasted may be damaged and is mended; what the system hands on is a link and nothing else.
  if (!/^\?[\w-]+=*$/.test(url.search) || url.hash !== '') return null
  const typed = readTyped(link)
  return typed.status === 'invitation' ? { link, choice: typed.choice } : null
}

function parse(link: string): URL | null {
  try {
    return new URL(link)
  } catch {
    return null
  }
}

/** The link among the arguments that the app was started with. Pure. */
export function linkIn(argv: readonly string[]): Invited | null {
  const link = argv.find((argument) => argument.toLowerCase().startsWith('ringdown:'))
  return link === undefined ? null : readLink(link)
}
