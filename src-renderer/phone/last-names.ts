/** No more names than this are remembered; the ones that were heard first go first. */
const MOST = 2_000

/** The last known name of each contact of this page's life, for calls with somebody who has left the directory. */
export interface LastNames {
  get(contact: string): string | null
  learn(contacts: readonly { readonly id: string; readonly name: string }[]): void
}

export function createLastNames(): LastNames {
  const names = new Map<string, string>()
  return {
    get: (contact) => names.get(contact) ?? null,
    learn(contacts) {
      for (const { id, name } of contacts) {
        names.delete(id)
        names.set(id, name)
      }
      for (const oldest of names.keys()) {
        if (names.size <= MOST) break
        names.delete(oldest)
      }
    },
  }
}
