import type { EmbeddedHost } from '../host/embedded-host.ts'
import type { HostPlan } from '../host/host-messages.ts'
import type { HostState, OfficeChoice, OfficeHere } from '../ipc/contract.ts'
import type { ShellSettingsStore } from '../settings/shell-settings.ts'

/** Which office this profile belongs to: the one it hosts, or one it joined. */
export interface OfficeKeeper {
  /** The office as it is known at once. */
  here(): OfficeHere | null
  /** Where the office is now; waits for the own host while it starts. */
  current(): Promise<OfficeChoice | null>
  /** Hosts under this name from now on, also after a restart of the app. */
  host(name: string): Promise<HostState>
  /** Starts the host that is switched on; at start, and after it failed. */
  resume(): void
  stopHosting(): Promise<void>
  /** Lets older clients in, or no longer. When their ports are taken, the host goes on without them. */
  setClassic(on: boolean): Promise<HostState>
  join(choice: OfficeChoice): Promise<void>
  /** The joined office, where it is known to be; null for an own one, and for none. */
  joined(): OfficeChoice | null
  /** The joined office is somewhere else now; an office with another pin is not the same one. */
  relocate(choice: OfficeChoice): void
  forget(): Promise<void>
}

/** @param fixed what does not depend on the person: the host's data folder and the built phone */
export function createOfficeKeeper(
  settings: ShellSettingsStore,
  host: EmbeddedHost,
  fixed: Pick<HostPlan, 'dataDir' | 'webRoot'>,
  changed: (office: OfficeHere | null) => void,
): OfficeKeeper {
  const planFor = (name: string): HostPlan => {
    const { port, localPort, classic } = settings.get().host
    return { ...fixed, name, port, localPort, classic }
  }
  const ownOffice = (state: HostState): OfficeChoice | null =>
    state.status === 'on' ? { addresses: ['127.0.0.1'], port: state.port, pin: state.pin, office: state.name } : null

  function here(): OfficeHere | null {
    const { host: own, office } = settings.get()
    if (own.on) return { id: 'own', name: own.name ?? '', hosted: true }
    return office && { id: office.pin ?? office.addresses.join(' '), name: office.office, hosted: false }
  }
  function change(part: Parameters<ShellSettingsStore['change']>[0]): void {
    settings.change(part)
    changed(here())
  }

  /** Each wish after the one before: a plan holds what is true when its turn comes. Stopping waits for nobody. */
  let turn: Promise<unknown> = Promise.resolve()
  function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = turn.then(act)
    turn = result.catch(() => {})
    return result
  }

  async function stopHosting(): Promise<void> {
    change({ host: { ...settings.get().host, on: false } })
    await host.stop()
  }

  async function setClassic(classic: boolean): Promise<HostState> {
    const { host: own } = settings.get()
    settings.change({ host: { ...own, classic } })
    if (!own.on || own.name === null) return host.state()
    const state = await host.start(planFor(own.name))
    if (state.status === 'on' || !classic) return state
    settings.change({ host: { ...settings.get().host, classic: false } })
    await host.start(planFor(own.name))
    return state
  }

  return {
    here,
    setClassic: (classic) => inTurn(() => setClassic(classic)),
    async current() {
      const { host: own, office } = settings.get()
      return own.on ? ownOffice(await host.settled()) : office
    },
    host: (name) =>
      inTurn(async () => {
        const state = await host.start(planFor(name))
        if (state.status === 'on') {
          change({ office: null, host: { ...settings.get().host, on: true, name } })
        }
        return state
      }),
    resume() {
      const { on, name } = settings.get().host
      if (on && name !== null) void host.start(planFor(name))
    },
    stopHosting,
    join: (choice) =>
      inTurn(async () => {
        if (settings.get().host.on) await stopHosting()
        change({ office: choice })
      }),
    joined: () => (settings.get().host.on ? null : settings.get().office),
    relocate(choice) {
      const { host: own, office } = settings.get()
      if (!own.on && office?.pin && office.pin === choice.pin) change({ office: choice })
    },
    forget: () =>
      inTurn(async () => {
        if (settings.get().host.on) await stopHosting()
        change({ office: null })
      }),
  }
}
