/** A page that does not answer within this can ask nobody, ms. */
const PATIENCE = 3_000

export interface AskingParts {
  /** Shows the question in the phone; false when no page is there. */
  readonly show: () => boolean
  /** Settles as soon as the page has shown that it lives. */
  readonly alive: () => Promise<unknown>
  /** The page hangs: nobody will ever answer. */
  readonly gaveUp: () => void
}

/**
 * Asks in the phone whether to quit. A page that hangs holds nobody back: it is found out within PATIENCE, and somebody who asks
 * again before that is not asked.
 */
export interface Asking {
  /** @returns false when nobody can be asked */
  ask(): boolean
  /** The person has answered, or it is decided in another way. */
  stop(): void
}

export function createAsking({ show, alive, gaveUp }: AskingParts): Asking {
  let unsure: NodeJS.Timeout | null = null

  function stop(): void {
    if (unsure) clearTimeout(unsure)
    unsure = null
  }

  return {
    ask() {
      if (unsure || !show()) return false
      const asked = setTimeout(() => {
        unsure = null
        gaveUp()
      }, PATIENCE)
      unsure = asked
      alive().then(
        () => {
          if (unsure === asked) stop()
        },
        () => {},
      )
      return true
    },
    stop,
  }
}
