/** Storage of this page, as far as it can be had. */
export interface PageStorage {
  readonly storage: Storage
  /** False: it lasts as long as the page. */
  readonly lasts: boolean
}

/** Storage that ends with the page: for a browser that gives none (site data blocked, a WebView without it). */
function createMemoryStorage(): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  }
}

/** @param read the browser's own, whose very mention may throw (HTML §12.2.1) or give nothing */
export function pageStorage(read: () => Storage | null): PageStorage {
  try {
    const storage = read()
    // What cannot be read at all is no storage; what cannot be written now may be writable later.
    storage?.getItem('ringdown')
    if (storage) return { storage, lasts: true }
  } catch {
    // Blocked.
  }
  return { storage: createMemoryStorage(), lasts: false }
}
