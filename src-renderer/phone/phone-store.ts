import { createAttention } from '../call/attention.ts'
import { callView } from '../call/call-view.ts'
import { createCallController } from '../call/controller.ts'
import { lastWords } from '../call/ending.ts'
import { holdTimes, neverHeld } from '../call/hold-times.ts'
import type {
  AudioOutputPort,
  Clock,
  DesktopPort,
  Device,
  LastWordsPort,
  MediaDevicesPort,
  PeerPort,
  SignalingNews,
  SignalingPort,
} from '../call/ports.ts'
import type { EndedCall } from '../call/state.ts'
import type { Directory } from '../contacts/directory.ts'
import { applyDelta, emptyDirectory } from '../contacts/directory.ts'
import { groupsView, peopleView } from '../contacts/people-view.ts'
import type { Loop, LoopOptions } from '../doctor/network-test.ts'
import type { OfficeHistory } from '../history/office-history.ts'
import { recentOf, recentView, rememberedName } from '../history/recent.ts'
import { deviceChoice } from '../media/device-selection.ts'
import type { Ringtones } from '../media/ringtone.ts'
import type { ProfileStore } from '../settings/profile-store.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { DevicesView, Lamp, PersonView, PhoneStore, PhoneView } from '../ui/view-model.ts'
import type { MissedNews, Refusal } from '../../src-signaling/protocol/index.ts'
import { createActions } from './actions.ts'
import { createOwnAvailability } from './own-availability.ts'
import type { LineState } from './line-state.ts'
import { entryView, noLine, officeView } from './line-state.ts'
import { memoOf } from '../memo.ts'
import { createIceServers } from './ice-servers.ts'
import { createLastNames } from './last-names.ts'
import { createInterruptedRings } from './interrupted.ts'
import { learnMissed } from './missed.ts'
import { createOfficeLine } from './office-line.ts'
import { createScreens, isAnswered, isOver } from './screens.ts'

export interface PhoneParts {
  readonly signaling: SignalingPort
  readonly peers: PeerPort
  readonly openLoop: (options: LoopOptions) => Loop
  readonly devices: MediaDevicesPort & { known(): readonly Device[]; isReady(): boolean }
  readonly output: AudioOutputPort
  readonly ringtones: Ringtones
  readonly desktop: DesktopPort
  readonly lastWords: LastWordsPort
  readonly history: OfficeHistory
  readonly settings: SettingsStore
  readonly profile: ProfileStore
  /** This person and the settings last longer than the page. */
  readonly kept: boolean
  /** The browser had thrown this page away while nobody looked at it (Page Lifecycle, "discarded"). */
  readonly wasDiscarded: boolean
  readonly clock: Clock
  /** Wall clock, ms since the epoch. */
  readonly wall: () => number
  /** 16 random bytes, base64url: a call id. */
  readonly newCallId: () => string
  readonly announcement: (callerName: string) => { readonly title: string; readonly body: string }
  readonly compare: (a: string, b: string) => number
  readonly log: (line: string) => void
}

/** What may change in the composition besides the machine itself. */
export interface PhoneFacts {
  line: LineState
  directory: Directory
  renameRefusal: Refusal | null
}

export interface RunningPhone extends PhoneStore {
  /** What is alive: all zero when no call lives. */
  counts(): Readonly<Record<'timers' | 'connections' | 'captures' | 'sounds', number>>
  close(): void
}

/** Composes the stores of the phone into the one view that its screens render. */
export function createPhone(parts: PhoneParts): RunningPhone {
  const { clock, settings, history, profile, desktop, ringtones, devices } = parts
  const facts: PhoneFacts = {
    line: noLine,
    directory: emptyDirectory,
    renameRefusal: null,
  }
  const listeners = new Set<() => void>()
  let cached: PhoneView | null = null
  let seen: readonly PersonView[] = []
  let holds = neverHeld
  const show = (shown: PhoneView | null) => {
    cached = shown
    for (const listener of listeners) listener()
  }
  const screens = createScreens(clock, () => show(null))
  const { changed } = screens

  const line = createOfficeLine(parts.signaling, receive)
  const ice = createIceServers(line, clock)
  const availability = createOwnAvailability(line, parts.wall)
  const attention = createAttention({ ringtones, desktop, announcement: parts.announcement })
  const controller = createCallController({
    ...parts,
    line,
    ice: ice.forCall,
    record: (ended) => void (interrupted.keep(ended) || record(ended)),
    tone: attention.once,
  })

  // A thousand of them: made anew only when they change, so that nothing else draws them again (D-8).
  const recents = memoOf(history.list, (list) => list.map(recentView))
  const listedName = (contact: string) => facts.directory.contacts.get(contact)?.name ?? null
  // Who has left the directory, or was of the office before, keeps the name that was known last.
  const names = createLastNames()
  const nameOf = (contact: string) =>
    listedName(contact) ?? names.get(contact) ?? rememberedName(history.list(), contact)
  const wallTime = (at: number) => new Date(parts.wall() - (clock.now() - at))

  const interrupted = createInterruptedRings(clock, record)

  function record(ended: EndedCall): void {
    const contact = ended.peer?.contact ?? (ended.target.kind === 'contact' ? ended.target.contact : null)
    const group = ended.target.kind === 'group' ? ended.target.group : ''
    const name = (contact && nameOf(contact)) ?? ended.peer?.name ?? group
    history.add(recentOf(ended, name, parts.wall()))
  }

  function receive(news: SignalingNews): void {
    if (news.kind === 'connection') {
      facts.line = { ...facts.line, connection: news.connection }
    } else if (news.kind === 'welcome') {
      const { welcome } = news
      facts.line = { ...facts.line, welcomed: true, office: welcome.office.name, self: welcome.self.contact }
      facts.directory = applyDelta(emptyDirectory, welcome.directory, parts.wall())
      names.learn(welcome.directory.contacts)
      ice.learn(welcome)
      settleIn()
      learn(welcome.missed)
    } else if (news.event.name === 'directory') {
      facts.directory = applyDelta(facts.directory, news.event.payload, parts.wall())
      names.learn(news.event.payload.contacts)
      const told = news.event.payload.contacts.some(({ id }) => id === facts.line.self)
      if (told) availability.hear(facts.directory.contacts.get(facts.line.self) ?? null)
    } else if (news.event.name === 'office') {
      facts.line = { ...facts.line, office: news.event.payload.name }
      ice.learn(news.event.payload)
    } else if (news.event.name === 'missed') {
      learn([news.event.payload])
    }
    controller.receive(news)
    changed()
  }

  const learn = (missed: readonly MissedNews[]) =>
    void learnMissed(missed, { history, line, nameOf: listedName, wall: parts.wall })

  /** What the host must know after every welcome: it may have been restarted. */
  function settleIn(): void {
    for (const group of profile.get().groups) void line.send({ name: 'join-group', payload: { group } })
    availability.settle(facts.directory.contacts.get(facts.line.self) ?? null)
  }

  function devicesView(): DevicesView {
    const known = devices.known()
    const chosen = settings.get()
    return {
      microphone: deviceChoice(chosen.microphone, 'microphone', known),
      camera: deviceChoice(chosen.camera, 'camera', known),
      speaker: deviceChoice(chosen.speaker, 'speaker', known),
      ringer: deviceChoice(chosen.ringer, 'speaker', known),
      namesHidden: known.every((device) => device.label === ''),
    }
  }

  function view(phone = controller.phone()): PhoneView {
    const online = facts.line.connection.status === 'online'
    const { self } = facts.line
    const people = { self, phone, online, favourites: settings.get().favourites, compare: parts.compare }
    seen = peopleView(facts.directory, people, seen)
    const me = facts.directory.contacts.get(self)
    const here = [...facts.directory.contacts.values()].filter((contact) => contact.presence !== 'unreachable').length
    const lamp: Lamp = online ? (me?.presence ?? 'unknown') : 'unknown'
    return {
      entry: entryView(facts.line, profile.get().name),
      me: {
        contact: self,
        name: me?.name ?? profile.get().name ?? '',
        lamp,
        microphoneReady: devices.isReady(),
        until: me?.until ? new Date(me.until) : null,
        renameRefusal: facts.renameRefusal,
      },
      office: officeView(facts.line, here, wallTime),
      people: seen,
      groups: groupsView(facts.directory, people),
      call: callView(phone, {
        media: controller.media.view(),
        record: controller.media.record(),
        times: controller.times(),
        holds,
        nameOf,
        wallTime,
      }),
      recents: recents(),
      missedUnseen: history.missedUnseen(),
      soundBlocked: !ringtones.allowed(),
      devices: devicesView(),
      settings: settings.get(),
      wasDiscarded: parts.wasDiscarded,
      storageFailed: !parts.kept || history.failed() || settings.failed(),
    }
  }

  let followed = controller.phone()
  const followPhone = () => {
    const phone = controller.phone()
    interrupted.follow(phone.call)
    holds = holdTimes(holds, phone, clock.now())
    if (isAnswered(followed, phone)) screens.wait()
    else if (screens.waiting() && isOver(followed, phone)) show(view(followed))
    followed = phone
    attention.follow(phone)
    parts.lastWords.keep(lastWords(phone))
    line.urgent(phone.call.name !== 'idle' && phone.call.name !== 'ending')
    changed()
  }
  const followSettings = () => {
    controller.dispatch({ kind: 'warm-ring', on: settings.get().warmRing })
    parts.output.refresh()
    ringtones.refresh()
    changed()
  }
  const followHistory = () => {
    desktop.showMissed(history.missedUnseen())
    changed()
  }
  const stops = [
    controller.subscribe(followPhone),
    settings.subscribe(followSettings),
    history.subscribe(followHistory),
    ringtones.onAllowedChange(changed),
    devices.onChange(() => {
      parts.output.refresh()
      ringtones.refresh()
      changed()
    }),
    desktop.onAddressChange(() => controller.dispatch({ kind: 'address-changed' })),
    desktop.onLeave(() => {
      controller.dispatch({ kind: 'leave' })
      interrupted.settle()
      line.close()
    }),
  ]
  followSettings()
  followHistory()
  const { name } = profile.get()
  if (name !== null) line.open(name)

  return {
    view: () => (cached ??= view()),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    actions: createActions({ parts, facts, line, ice, controller, availability, changed }),
    counts: () => ({ ...controller.counts(), sounds: ringtones.count() + attention.count() }),
    close() {
      controller.close()
      line.close()
      attention.close()
      screens.close()
      for (const stop of stops) stop()
    },
  }
}
