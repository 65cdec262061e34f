import type {
  Answer,
  Examined,
  HostState,
  Invited,
  OfficeChange,
  OfficeChoice,
  OfficeHere,
  Preferences,
  Search,
  ShellBridge,
  ShellEvent,
  StartUp,
} from '../../src-main/ipc/contract.ts'

/** What the desktop app adds to the phone, as the screens see it. */
export interface ShellView {
  readonly suggestedName: string
  readonly machine: string
  /** Null until this profile has hosted or joined one. */
  readonly office: OfficeHere | null
  /** An invitation that was opened with the app, until it is answered. */
  readonly invited: Invited | null
  readonly host: HostState
  /** Null while nobody looks for offices. */
  readonly search: Search | null
  readonly preferences: Preferences
  readonly trouble: StartUp['trouble']
  /** The person wants to quit, and is asked whether really. */
  readonly quitting: boolean
}

export interface ShellActions {
  hostOffice(name: string): Promise<HostState>
  stopHosting(): void
  /** @returns the host as it tried to be; it may have failed and gone on as before */
  setClassic(on: boolean): Promise<HostState>
  /** @returns whether the settings of the office hosted here are now these */
  changeOffice(change: OfficeChange): Promise<boolean>
  /** Looks for offices until the handle is called. */
  look(): () => void
  examine(text: string): Promise<Examined>
  /** @returns whether it worked */
  joinOffice(choice: OfficeChoice): Promise<boolean>
  forgetOffice(): void
  /** The invitation was joined, or is not wanted. */
  dismissInvitation(): void
  setPreferences(preferences: Preferences): void
  openLogs(): void
  /** A data: address of a QR code, or null. */
  drawQr(text: string): Promise<string | null>
  answerQuit(go: boolean): void
}

export interface ShellStore {
  view(): ShellView
  subscribe(listener: () => void): () => void
  readonly actions: ShellActions
  /** News that concern the phone. */
  onPhoneEvent(listener: (event: PhoneEvent) => void): void
}
type PhoneEvent = Extract<ShellEvent, { kind: 'answer' | 'availability' | 'address-changed' | 'leave' }>

const replyOf = <Reply>(answer: Answer<Reply>): Reply | null => (answer.status === 'ok' ? answer.reply : null)
const NOT_STARTED: HostState = { status: 'failed', problem: 'other', sentence: '' }

/** @param start what the shell said when the page began */
export function createShellStore(bridge: ShellBridge, start: StartUp): ShellStore {
  const listeners = new Set<() => void>()
  /** News for a phone that is not running yet. */
  const early: PhoneEvent[] = []
  let phoneListener = (event: PhoneEvent): void => void early.push(event)
  let view: ShellView = { ...start, search: null, quitting: false }

  function change(part: Partial<ShellView>): void {
    view = { ...view, ...part }
    for (const listener of listeners) listener()
  }

  bridge.onShell((event) => {
    switch (event.kind) {
      case 'host':
        return change({ host: event.state })
      case 'office':
        return change({ office: event.office })
      case 'invited':
        return change({ invited: event.invited })
      case 'search':
        return change({ search: event.search })
      case 'ask-quit':
        return change({ quitting: true })
      case 'answer':
      case 'availability':
      case 'address-changed':
      case 'leave':
        return phoneListener(event)
    }
  })

  return {
    view: () => view,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onPhoneEvent(listener) {
      phoneListener = listener
      for (const event of early.splice(0)) listener(event)
    },
    actions: {
      hostOffice: async (name) => replyOf(await bridge.hostOffice({ name })) ?? NOT_STARTED,
      stopHosting: () => void bridge.stopHosting(null),
      setClassic: async (on) => replyOf(await bridge.setClassic(on)) ?? NOT_STARTED,
      changeOffice: async (wanted) => replyOf(await bridge.changeOffice(wanted)) ?? false,
      look() {
        void bridge.findOffices(true)
        return () => {
          void bridge.findOffices(false)
          change({ search: null })
        }
      },
      examine: async (text) => replyOf(await bridge.examine(text)) ?? { status: 'failed', problem: 'not-a-link' },
      joinOffice: async (choice) => (await bridge.joinOffice(choice)).status === 'ok',
      dismissInvitation: () => change({ invited: null }),
      forgetOffice: () => void bridge.forgetOffice(null),
      setPreferences(preferences) {
        change({ preferences })
        void bridge.setPreferences(preferences)
      },
      openLogs: () => void bridge.openLogs(null),
      drawQr: async (text) => replyOf(await bridge.drawQr(text)),
      answerQuit(go) {
        change({ quitting: false })
        void bridge.quit(go)
      },
    },
  }
}
