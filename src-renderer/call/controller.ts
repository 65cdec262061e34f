import type { CallTimes } from './call-times.ts'
import { followTimes } from './call-times.ts'
import type { CallMedia, CallMediaOptions } from './call-media.ts'
import { createCallMedia, isMediaEffect } from './call-media.ts'
import type { CallEvent, Effect } from './events.ts'
import { describeTransition } from './log-line.ts'
import { decide } from './machine.ts'
import type { Clock, SendResult, SignalingLine, SignalingNews, Tone } from './ports.ts'
import { fromServer } from './server-events.ts'
import type { EndedCall, Phone } from './state.ts'
import { idlePhone } from './state.ts'
import { createTimerSet } from './timer-set.ts'

export interface ControllerOptions extends Omit<CallMediaOptions, 'report' | 'changed'> {
  readonly clock: Clock
  readonly line: Pick<SignalingLine, 'send' | 'sendLast'>
  /** 16 random bytes, base64url: a call id. */
  readonly newCallId: () => string
  readonly record: (ended: EndedCall) => void
  readonly tone: (tone: Tone) => void
  readonly log: (line: string) => void
}

/** Runs the pure machine: events in, effects out, answers back in as events that carry the call id. */
export interface CallController {
  phone(): Phone
  /** When what happened to the latest call. */
  times(): CallTimes | null
  readonly media: CallMedia
  dispatch(event: CallEvent): void
  /** News of the line, in order. */
  receive(news: SignalingNews): void
  subscribe(listener: () => void): () => void
  /** What is alive now; all zero when no call lives. */
  counts(): { readonly timers: number; readonly connections: number; readonly captures: number }
  close(): void
}

export function createCallController(options: ControllerOptions): CallController {
  const { clock, line } = options
  const timers = createTimerSet(clock)
  const listeners = new Set<() => void>()
  const queue: CallEvent[] = []
  let phone = idlePhone
  let times: CallTimes | null = null
  let deciding = false

  const notify = () => {
    for (const listener of listeners) listener()
  }
  const media = createCallMedia({ ...options, report: dispatch, changed: notify })

  /** Events that arise while one is decided wait their turn: a decision is never interrupted. */
  function dispatch(event: CallEvent): void {
    queue.push(event)
    if (deciding) return
    deciding = true
    try {
      for (let next = queue.shift(); next; next = queue.shift()) handle(next)
    } finally {
      deciding = false
    }
    notify()
  }

  function handle(event: CallEvent): void {
    const before = phone
    const now = clock.now()
    times = followTimes(times, event, before.call, now)
    const { phone: decided, effects } = decide(before, event, now)
    phone = decided
    const transition = describeTransition(before.call, phone.call, event)
    if (transition) log(transition)
    for (const effect of effects) carryOut(effect)
  }

  /** An effect that fails takes neither the others of its decision with it nor the phone (F-74, F-75). */
  function carryOut(effect: Effect): void {
    try {
      run(effect)
    } catch (error) {
      log(`effect ${effect.kind} failed (${error instanceof Error ? error.name : 'unknown'})`)
      if (effect.kind === 'open-peer') dispatch({ ...effect, kind: 'broken' })
    }
  }

  function log(text: string): void {
    try {
      options.log(text)
    } catch {
      // A log that cannot be written is no reason to lose a call (F-74).
    }
  }

  function run(effect: Effect): void {
    if (isMediaEffect(effect)) return media.run(effect)
    switch (effect.kind) {
      case 'ask':
        return ask(effect)
      case 'send':
        return void line.send(effect.command)
      case 'farewell': {
        const { callId } = effect.command.payload
        return answer(line.send(effect.command), (result) => ({ kind: 'farewell-acked', callId, result }))
      }
      case 'send-last':
        return line.sendLast(effect.command)
      case 'redial':
        return dispatch({ kind: 'redial', callId: effect.callId, newId: options.newCallId() })
      case 'start-timer': {
        const { callId, timer, ms } = effect
        return timers.start(callId, timer, ms, () => dispatch({ kind: 'timer', callId, timer }))
      }
      case 'stop-timer':
        return timers.stop(effect.callId, effect.timer)
      case 'stop-timers':
        return timers.stopAll(effect.callId)
      case 'record':
        return options.record(effect.ended)
      case 'tone':
        return options.tone(effect.tone)
    }
  }

  function ask({ command }: Extract<Effect, { kind: 'ask' }>): void {
    const { callId } = command.payload
    answer(line.send(command), (result) => ({ kind: `${command.name}-acked`, callId, result }))
  }

  function answer(sent: Promise<SendResult>, event: (result: SendResult) => CallEvent): void {
    void sent.then((result) => dispatch(event(result)))
  }

  return {
    phone: () => phone,
    times: () => times,
    media,
    dispatch,
    receive(news) {
      const event = fromServer(news)
      if (event) dispatch(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    counts: () => ({ timers: timers.count(), ...media.counts() }),
    close() {
      dispatch({ kind: 'leave' })
      timers.close()
      media.close()
      listeners.clear()
    },
  }
}
