import { decide as decidePhone } from '../../src-renderer/call/machine.ts'
import { decide as decideRegistry } from '../../src-signaling/calls/registry.ts'

/** The reducers under search: the production ones, or the same with one rule switched off around them. */
export interface Rules {
  readonly phone: typeof decidePhone
  readonly registry: typeof decideRegistry
}

export const ALL_RULES: Rules = { phone: decidePhone, registry: decideRegistry }
