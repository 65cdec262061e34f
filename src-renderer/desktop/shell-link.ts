import type { PhoneState, RingCard, ShellBridge } from '../../src-main/ipc/contract.ts'
import { QUIET_SPANS } from '../ui/format/time.ts'
import type { PhoneStore, PhoneView } from '../ui/view-model.ts'
import type { ShellStore } from './shell-store.ts'

/** The ring as the ring window shows it; null when nothing rings. Pure. */
export function ringCardOf({ call, settings }: PhoneView): RingCard | null {
  if (call?.state !== 'ringing') return null
  const { callId, name, classic, group, subject, video, silenced } = call
  const { language, theme } = settings
  return { callId, name, classic, group, subject, video, silenced, language, theme }
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
  }
}

/** What the shell knows before the page does. */
export interface ShellSignals {
  leave(): void
  addressChanged(): void
}

/** Keeps the shell told of the phone, and carries out what is clicked in the ring window and the tray. */
export function linkShell(bridge: ShellBridge, shell: ShellStore, phone: PhoneStore, signals: ShellSignals): void {
  let card = ''
  let state = ''
  const follow = () => {
    const view = phone.view()
    const nextCard = ringCardOf(view)
    const nextState = phoneStateOf(view)
    if (card !== JSON.stringify(nextCard)) void bridge.showRing(nextCard)
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
    switch (event.answer) {
      case 'accept':
        return actions.accept(false)
      case 'accept-video':
        return actions.accept(true)
      case 'decline':
        return actions.decline()
      case 'silence':
        return actions.silence()
      case 'hang-up':
        return actions.hangUp()
    }
  })
}
