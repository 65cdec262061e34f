import type { MissedCard, PhoneState, RingCard, ShellBridge, ShellEvent } from '../../src-main/ipc/contract.ts'
import { QUIET_SPANS } from '../ui/format/time.ts'
import type { CallView, PhoneActions, PhoneStore, PhoneView } from '../ui/view-model.ts'
import type { ShellStore } from './shell-store.ts'

/** The ring as the ring window shows it; null when nothing rings. Pure. */
export function ringCardOf({ call, settings }: PhoneView): RingCard | null {
  if (call?.state !== 'ringing') return null
  const { callId, name, classic, group, subject, video, silenced } = call
  const { language, theme } = settings
  return { callId, name, classic, group, subject, video, silenced, language, theme }
}

/** The line that a ring left in the recents, as the ring window keeps it; null when it was not missed. Pure. */
export function missedCardOf({ recents, settings }: PhoneView, rang: RingCard): MissedCard | null {
  const recent = recents.find((one) => one.callId === rang.callId)
  if (recent?.direction !== 'missed') return null
  const { callId, classic, group, subject } = rang
  const { language, theme } = settings
  const { name, at, rangMs } = recent
  return { callId, name, classic, group, subject, at: at.getTime(), rangMs, language, theme }
}

/** What tray, badge, sleep and quitting depend on. Pure. */
export function phoneStateOf(view: PhoneView): PhoneState {
  const { call, office, me, missedUnseen, settings } = view
  const living = call && call.state !== 'ended' ? call : null
  return {
    name: me.name || null,
    availability: me.lamp === 'do-not-disturb' || me.lamp === 'away' ? me.lamp : 'free',
    call: living === null ? 'none' : living.state === 'ringing' ? 'ringing' : 'live',
    callId: living?.callId ?? null,
    online: office.line.status === 'online',
    missed: missedUnseen,
    others: Math.max(0, office.here - 1),
    language: settings.language,
    ...(living && showsPicture(living) ? { picture: true } : {}),
  }
}

/** Somebody may be looking at it without touching anything. */
const showsPicture = ({ state, camera, peerCamera }: CallView): boolean =>
  state !== 'ringing' && (camera === 'on' || peerCamera === 'on')

/** What the shell knows before the page does. */
export interface ShellSignals {
  leave(): void
  addressChanged(): void
}

/** Keeps the shell told of the phone, and carries out what is clicked in the ring window and the tray. */
export function linkShell(bridge: ShellBridge, shell: ShellStore, phone: PhoneStore, signals: ShellSignals): void {
  let card = ''
  let state = ''
  /** What rang last, until it is known what became of it. */
  let rang: RingCard | null = null

  function followMissed(view: PhoneView, ringing: RingCard | null): void {
    if (ringing) rang = ringing
    if (ringing || !rang || view.recents.every((one) => one.callId !== rang?.callId)) return
    const missed = missedCardOf(view, rang)
    rang = null
    if (missed) void bridge.showMissed(missed)
  }
  const follow = () => {
    const view = phone.view()
    const nextCard = ringCardOf(view)
    const nextState = phoneStateOf(view)
    if (card !== JSON.stringify(nextCard)) void bridge.showRing(nextCard)
    followMissed(view, nextCard)
    if (state !== JSON.stringify(nextState)) void bridge.reportState(nextState)
    card = JSON.stringify(nextCard)
    state = JSON.stringify(nextState)
  }
  phone.subscribe(follow)
  follow()

  shell.onPhoneEvent((event) => {
    const { actions } = phone
    if (event.kind === 'leave') return signals.leave()
    if (event.kind === 'address-changed') return signals.addressChanged()
    if (event.kind === 'availability') {
      if (event.choice === 'free') return actions.setAvailability('free', null)
      return actions.setAvailability('do-not-disturb', QUIET_SPANS[event.choice]())
    }
    if (event.answer === 'call-back') return callBack(phone, event.callId)
    obey(actions, event)
  })
}

function callBack(phone: PhoneStore, callId: string): void {
  const missed = phone.view().recents.find((one) => one.callId === callId)
  if (missed?.contact) phone.actions.call({ contact: missed.contact }, { video: false, subject: null })
}

/** Each answer is for the call that it names, and for no other that rings by now. */
function obey(actions: PhoneActions, { callId, answer }: Extract<ShellEvent, { kind: 'answer' }>): void {
  switch (answer) {
    case 'accept':
      return actions.accept(callId, false)
    case 'accept-video':
      return actions.accept(callId, true)
    case 'decline':
      return actions.decline(callId)
    case 'silence':
      return actions.silence(callId)
    case 'hang-up':
      return actions.hangUp(callId)
    case 'call-back':
    case 'dismiss':
  }
}
