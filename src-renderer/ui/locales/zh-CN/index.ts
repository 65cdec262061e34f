import type { Texts } from '../en/index.ts'
import { calls } from './calls.ts'
import { doctor } from './doctor.ts'
import { people } from './people.ts'
import { settings } from './settings.ts'

/** Simplified Chinese. */
export const zhCN: Texts = { ...people, ...calls, ...doctor, ...settings }
