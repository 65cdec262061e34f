import type { PhoneState, RingAnswer, ShellEvent } from '../ipc/contract.ts'

/** A phone that does not carry out a hang-up within this hangs, ms (F-69). */
const PHONE_PATIENCE = 1_500
/** The main window comes to the front after an Accept as soon as the phone has taken it, and after this in any case, ms. */
const REVEAL_AFTER = 500

export interface AnsweringParts {
  readonly phone: () => PhoneState
  readonly tell: (event: ShellEvent) => void
  /** Ends a call for a phone that does not do it itself. */
  readonly hangUp: (callId: string) => void
  /** Brings the main window to the person. */
  readonly reveal: () => void
}

/** What is pressed in the ring window and the tray, on its way to the phone. Each answer names its call. */
export interface Answering {
  answer(callId: string, given: RingAnswer | 'hang-up'): void
  /** The phone has told how it is. */
  follow(state: PhoneState): void
}

export function createAnswering({ phone, tell, hangUp, reveal }: AnsweringParts): Answering {
  /** The call that was accepted outside of the main window, while that still has to come. */
  let accepted: string | null = null

  function show(callId: string): void {
    if (accepted !== callId) return
    accepted = null
    reveal()
  }

  return {
    answer(callId, given) {
      tell({ kind: 'answer', callId, answer: given })
      const current = phone()
      if (given === 'call-back') return reveal()
      if (current.callId !== callId) return
      if (given === 'accept' || given === 'accept-video') {
        // Drawing a window takes the processor that opens the microphone: the phone's own screens wait likewise.
        accepted = callId
        setTimeout(() => show(callId), REVEAL_AFTER)
      }
      if (given !== 'hang-up' && given !== 'decline') return
      setTimeout(() => {
        if (phone().callId === callId) hangUp(callId)
      }, PHONE_PATIENCE)
    },
    follow(state) {
      if (accepted !== null && (state.callId !== accepted || state.call !== 'ringing')) show(accepted)
    },
  }
}
