/** The phone has so long to hang up and say goodbye, ms. */
const GOODBYE = 400

export interface LeavingParts {
  /** Somebody would lose something: a call lives here, or others use this host. */
  readonly needed: () => boolean
  /** Asks the person in the phone; false when no page is there that could ask. */
  readonly ask: () => boolean
  /** Tells the phone to hang up now. */
  readonly goodbye: () => void
  /** Ends everything else, then the process. */
  readonly end: () => Promise<void>
}

/** Quitting: asks first when something would be lost, then hangs up, then ends (F-72). */
export interface Leaving {
  /** The person wants to quit. */
  request(): void
  answer(go: boolean): void
  /** The phone has hung up and closed its line. */
  said(): void
  /** The system shuts down: nobody is asked. */
  now(): void
}

export function createLeaving({ needed, ask, goodbye, end }: LeavingParts): Leaving {
  let leaving = false
  let finish = () => {}

  function now(): void {
    if (leaving) return
    leaving = true
    const patience = setTimeout(() => finish(), GOODBYE)
    finish = () => {
      clearTimeout(patience)
      finish = () => {}
      void end()
    }
    goodbye()
  }

  return {
    request() {
      if (leaving || (needed() && ask())) return
      now()
    },
    answer(go) {
      if (go) now()
    },
    said: () => finish(),
    now,
  }
}
