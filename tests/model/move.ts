import type { Draft } from './world.ts'
import { FIRST_ID } from './world.ts'

/** One thing that can happen next. */
export interface Move {
  /** `goes on`: the system moves by itself. The others wait for a person, a timer, the network or bad luck. */
  readonly kind: 'goes on' | 'person' | 'timer' | 'media' | 'fault'
  /** The device that moves; null for the server, the network and what two devices do together. */
  readonly device: number | null
  /** The device whose oldest command the server reads. */
  readonly reads?: number
  readonly say: () => string
  readonly make: (draft: Draft) => void
}

/** A call id as a person reads it. */
export const word = (callId: string): string => `call ${callId.charCodeAt(0) - FIRST_ID + 1}`
