import { calls } from './calls.ts'
import { doctor } from './doctor.ts'
import { people } from './people.ts'
import { settings } from './settings.ts'

/** English, the language that the others are held against: what is missing elsewhere does not compile. */
export const en = { ...people, ...calls, ...doctor, ...settings }

export type Texts = typeof en
