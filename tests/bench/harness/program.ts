import type { Need } from '../../run/provide.mjs'
import type { Measurement } from './outcome.ts'

/** What every program gets. */
export interface Bench {
  /** Fewer samples, for a first look. */
  readonly quick: boolean
  /** Says how far it is, on one line that the next one replaces. */
  progress(text: string): void
  /** Closed in reverse order when the program is over, also after a failure. */
  closeLater(close: () => unknown): void
}

/** One row of BENCH.md. */
export interface Program {
  readonly id: string
  readonly title: string
  /** What this machine must have; without it the table says why the row is empty. */
  readonly needs?: readonly Need[]
  /** A command that makes the surroundings: the program runs below it, in a process of its own. */
  readonly around?: readonly string[]
  run(bench: Bench): Promise<Measurement>
}

/**
 * Takes turns: one sample of each contender, then the next round, so that whatever else this machine does meanwhile meets all of
 * them. The first rounds warm up and are thrown away.
 */
export async function interleave<Sample>(
  bench: Bench,
  contenders: Readonly<Record<string, () => Promise<Sample>>>,
  { rounds, warmUp = 1 }: { readonly rounds: number; readonly warmUp?: number },
): Promise<Readonly<Record<string, readonly Sample[]>>> {
  const samples: Record<string, Sample[]> = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]))
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(contenders)) {
      bench.progress(round < 0 ? `warm-up: ${name}` : `round ${round + 1} of ${rounds}: ${name}`)
      const sample = await measure()
      if (round >= 0) samples[name]?.push(sample)
    }
  }
  return samples
}
