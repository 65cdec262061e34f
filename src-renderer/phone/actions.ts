import type { Target } from '../../src-signaling/protocol/index.ts'
import { check, groupNameSchema } from '../../src-signaling/protocol/index.ts'
import type { CallController } from '../call/controller.ts'
import type { Gesture } from '../call/events.ts'
import type { PendingCapture } from '../call/ports.ts'
import type { PhoneActions, Preview } from '../ui/view-model.ts'
import type { OfficeIce } from './ice-servers.ts'
import type { OfficeLine } from './office-line.ts'
import type { OwnAvailability } from './own-availability.ts'
import type { PhoneFacts, PhoneParts } from './phone-store.ts'
import { testNetwork } from './test-network.ts'

interface ActionContext {
  readonly parts: PhoneParts
  readonly facts: PhoneFacts
  readonly line: OfficeLine
  readonly ice: OfficeIce
  readonly controller: CallController
  readonly availability: OwnAvailability
  readonly changed: () => void
}

/** Everything a person can do, as one object for the screens. */
export function createActions(context: ActionContext): PhoneActions {
  const { parts, facts, line, controller, changed } = context
  const { settings, profile, history, ringtones, desktop } = parts
  const { media, dispatch } = controller

  function dial(target: Target, video: boolean, subject: string | null): void {
    dispatch({ kind: 'dial', callId: parts.newCallId(), target, video, subject: subject?.trim() || null })
  }

  function join(name: string): void {
    profile.change({ name })
    facts.line = { ...facts.line, welcomed: false, connection: { status: 'connecting' } }
    // The click that joins is also the gesture that lets the page ring.
    void ringtones.unlock()
    line.open(name)
    changed()
  }

  async function rename(name: string): Promise<void> {
    const result = await line.send({ name: 'rename', payload: { name } })
    facts.renameRefusal = result.status === 'denied' ? (result.refusal ?? 'name-invalid') : null
    if (result.status === 'invalid') facts.renameRefusal = 'name-invalid'
    if (result.status === 'ok') profile.change({ name })
    changed()
  }

  function isNow(callId: string): boolean {
    const { call } = controller.phone()
    return call.name !== 'idle' && call.callId === callId
  }
  const answer = (callId: string, gesture: Gesture) => {
    if (isNow(callId)) dispatch(gesture)
    else parts.log(`call ${callId.slice(0, 4)}: ${gesture.kind} came too late`)
  }

  return {
    join,
    rename: (name) => void rename(name),
    call(to, { video, subject }) {
      const target: Target =
        'contact' in to ? { kind: 'contact', contact: to.contact } : { kind: 'group', group: to.group }
      dial(target, video, subject)
    },
    accept: (callId, video) => answer(callId, { kind: 'accept', video }),
    decline: (callId) => answer(callId, { kind: 'decline' }),
    silence: (callId) => answer(callId, { kind: 'silence' }),
    hangUp(callId) {
      // A call that is dialled anew has another id by now, and is still the one that is meant.
      if (isNow(callId) || controller.phone().call.name !== 'ringing') dispatch({ kind: 'hang-up' })
    },
    dismissEnded: () => dispatch({ kind: 'dismiss' }),
    callAgain() {
      const { last } = controller.phone()
      if (!last) return
      const back: Target | null = last.peer ? { kind: 'contact', contact: last.peer.contact } : null
      const target = last.side === 'caller' ? last.target : back
      if (target) dial(target, last.side === 'caller' && last.video, last.side === 'caller' ? last.subject : null)
    },
    setMuted: media.setMuted,
    setCamera: media.setCamera,
    setHold: (on) => dispatch({ kind: 'hold', on }),
    dismissNotice: media.dismissNotice,
    undoSwitch: media.undoSwitch,
    setAvailability: context.availability.choose,
    joinGroup(text) {
      const group = check(groupNameSchema, text.trim())
      if (!group.success) return
      profile.change({ groups: [...new Set([...profile.get().groups, group.data])] })
      void line.send({ name: 'join-group', payload: { group: group.data } })
    },
    leaveGroup(group) {
      profile.change({ groups: profile.get().groups.filter((one) => one !== group) })
      void line.send({ name: 'leave-group', payload: { group } })
    },
    retryLine: () => line.retry(),
    turnOnRinging() {
      desktop.allowNotifications()
      void ringtones.unlock()
      changed()
    },
    markRecentsSeen: () => history.markSeen(parts.wall()),
    clearRecents: () => history.clear(),
    changeSettings: (change) => settings.change(change),
    playTest: (what) => ringtones.sample(what === 'ringer' ? 'ring' : 'test'),
    preview: (what) => preview(what === 'microphone' ? parts.devices.openMicrophone() : parts.devices.openCamera()),
    testNetwork: (listener) => testNetwork(parts, context.ice.forTest(), listener),
    takeOver: () => line.retry(),
    levels: media.levels,
  }
}

/** A device opened for the settings page; whoever looks closes it. */
function preview(pending: PendingCapture): Preview {
  let stopped = false
  let stopCapture = () => {}
  const result = pending.result.then((opened) => {
    if (opened.status === 'failed') return opened
    stopCapture = opened.capture.stop
    if (stopped) opened.capture.stop()
    const stream = new MediaStream([opened.capture.track])
    return { status: 'open' as const, stream, level: opened.capture.level }
  })
  return {
    result,
    stop() {
      stopped = true
      pending.cancel()
      stopCapture()
    },
  }
}
