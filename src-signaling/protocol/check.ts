import type * as z from 'zod'

/** JSON that comes from outside; undefined when it is none, which no schema lets through. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A value that keeps to its schema, or not. */
export type Checked<Value> = { readonly success: true; readonly data: Value } | { readonly success: false }

/**
 * Checks what comes from outside; never throws. The schema library compares lengths before it knows that something is a text: an
 * object like `{"length":{"valueOf":1,"toString":1}}` would throw there, out of whatever handler received it (F-75).
 */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown): Checked<z.infer<Schema>> {
  try {
    return schema.safeParse(value)
  } catch {
    return { success: false }
  }
}
