/** Which sound has its turn: one at a time, and a sample of the settings page never takes that of a call. */
export interface ToneTurns {
  /** Begins a sound in the place of the one that plays. @param stop called once, when it ends or is replaced; the handle ends it */
  begin(stop: () => void): () => void
  /** The same for a sample; null while a call's sound plays. */
  beginSample(stop: () => void): (() => void) | null
  playing(): boolean
  end(): void
}

export function createToneTurns(): ToneTurns {
  let current: { readonly sample: boolean; readonly stop: () => void } | null = null

  function end(): void {
    const ending = current
    current = null
    ending?.stop()
  }

  function begin(sample: boolean, stop: () => void): () => void {
    end()
    const own = { sample, stop }
    current = own
    return () => {
      if (current === own) end()
    }
  }

  return {
    begin: (stop) => begin(false, stop),
    beginSample: (stop) => (current && !current.sample ? null : begin(true, stop)),
    playing: () => current !== null,
    end,
  }
}
