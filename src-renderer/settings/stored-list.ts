import * as z from 'zod'

import { check } from '../../src-signaling/protocol/index.ts'

/**
 * A stored list: what is no entry is left out and the rest stays, because a rule that one entry breaks must not lose the others. Without a
 * list it is empty.
 * @param most no more are read or kept, the first ones stay
 */
export const storedList = <Entry>(entry: z.ZodType<Entry>, most: number) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((all) =>
      all
        .flatMap((one) => {
          const read = check(entry, one)
          return read.success ? [read.data] : []
        })
        .slice(0, most),
    )
