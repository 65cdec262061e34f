import type { Invited, ShellEvent } from '../ipc/contract.ts'

/** What the shell tells the phone's page, kept while no page listens: not yet loaded, crashed, or being loaded again. */
export interface PageMail {
  send(event: ShellEvent): void
  /** The page asked how things are: it listens from now on. @returns an invitation that waited for it */
  listens(): Invited | null
  /** The page is gone, or is replaced by another. */
  left(): void
}

/** A page that asks how things are is told these at once: what was kept of them is older. */
const KNOWN_FROM_THE_START: ReadonlySet<ShellEvent['kind']> = new Set(['host', 'office', 'search', 'address-changed'])

/** Of each kind the newest waits: an older one of it would be outdated by then. */
export function createPageMail(deliver: (event: ShellEvent) => void): PageMail {
  const waiting = new Map<ShellEvent['kind'], ShellEvent>()
  let listening = false
  return {
    send(event) {
      if (listening) return deliver(event)
      if (!KNOWN_FROM_THE_START.has(event.kind)) waiting.set(event.kind, event)
    },
    listens() {
      listening = true
      const events = [...waiting.values()]
      waiting.clear()
      let invited: Invited | null = null
      for (const event of events) {
        if (event.kind === 'invited') ({ invited } = event)
        else deliver(event)
      }
      return invited
    },
    left() {
      listening = false
    },
  }
}
