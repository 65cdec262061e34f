/** How often each event met each state. */
export interface Coverage {
  met(state: string, event: string): void
  count(state: string, event: string): number
  /** A table for the eye: states across, events down. */
  table(states: readonly string[], events: readonly string[]): string
}

export function createCoverage(): Coverage {
  const counts = new Map<string, number>()
  const count = (state: string, event: string) => counts.get(`${event}/${state}`) ?? 0
  return {
    met: (state, event) => void counts.set(`${event}/${state}`, count(state, event) + 1),
    count,
    table(states, events) {
      const line = (name: string, cells: readonly string[]) =>
        `${name.padEnd(20)}${cells.map((cell) => cell.padStart(14)).join('')}`
      return [
        line('', states),
        ...events.map((event) =>
          line(
            event,
            states.map((state) => `${count(state, event)}`),
          ),
        ),
      ].join('\n')
    },
  }
}
