/** Runs asynchronous operations on one thing, one after the other. */
export interface Operations {
  run(operation: () => Promise<void>): void
  /** Nothing that waits runs any more. */
  close(): void
}

export function createOperations(failed: (error: unknown) => void): Operations {
  let closed = false
  let last: Promise<void> = Promise.resolve()
  return {
    run(operation) {
      last = last.then(async () => {
        if (closed) return
        try {
          await operation()
        } catch (error) {
          if (!closed) failed(error)
        }
      })
    },
    close: () => {
      closed = true
    },
  }
}
