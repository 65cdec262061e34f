/** A `Storage` in memory; full when told. */
export function memoryStorage(initial: Readonly<Record<string, string>> = {}): Storage & { full: boolean } {
  const values = new Map(Object.entries(initial))
  return {
    full: false,
    get length() {
      return values.size
    },
    getItem: (key) => values.get(key) ?? null,
    setItem(key, value) {
      if (this.full) throw new DOMException('full', 'QuotaExceededError')
      values.set(key, value)
    },
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
    key: (index) => [...values.keys()][index] ?? null,
  }
}
