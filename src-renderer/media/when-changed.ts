/** Asks at every call of what it returns, and tells only when the answer is another than it was. */
export function whenChanged(ask: () => boolean, tell: () => void): () => void {
  let last = ask()
  return () => {
    const now = ask()
    if (now === last) return
    last = now
    tell()
  }
}
