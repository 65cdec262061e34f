/**
 * What a page notices of another address of its machine: it is online again, or by another kind of connection (W3C netinfo, where the
 * browser has it). The handle stops it.
 */
export function onPageAddressChange(listener: () => void): () => void {
  const ends = new AbortController()
  const { connection } = navigator as Navigator & { readonly connection?: EventTarget }
  addEventListener('online', listener, { signal: ends.signal })
  connection?.addEventListener('change', listener, { signal: ends.signal })
  return () => ends.abort()
}
