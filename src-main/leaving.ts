/** The phone has so long to hang up and say goodbye, ms. */
const GOODBYE = 400

export interface LeavingParts {
  /** Somebody would lose something: a call lives here, or others use this host. */
  readonly needed: () => boolean
  /** Asks the person in the phone; false when no page is there that could ask. */
  readonly ask: () => boolean
  /** Tells the phone to hang up now. */
  readonly goodbye: () => void
  /** Ends everything else, then the process. @param said the phone has hung up itself; otherwise nobody has yet */
  readonly end: (said: boolean) => Promise<void>
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
  /** It is decided: from now on nothing may hold the app, or a system that shuts down. */
  decided(): boolean
}

export function createLeaving({ needed, ask, goodbye, end }: LeavingParts): Leaving {
  let leaving = false
  let finish = (_said: boolean): void => {}

  function now(): void {
    if (leaving) return
    leaving = true
    const patience = setTimeout(() => finish(false), GOODBYE)
    finish = (said) => {
      clearTimeout(patience)
      finish = () => {}
      void end(said)
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
    said: () => finish(true),
    now,
    decided: () => leaving,
  }
}
