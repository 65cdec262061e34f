import type { Clock, Device, DeviceKind } from '../call/ports.ts'

const KINDS: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
}

/** A browser that does not answer is not waited for, ms: what else happened is told all the same. */
const PATIENCE = 1_000

export interface DeviceList {
  known(): readonly Device[]
  /** Reads the list again; never rejects, and resolves after a second with the old list when the browser does not answer. */
  refresh(): Promise<readonly Device[]>
}

/** The devices of this machine as the browser lists them. @param changed called when a list is another than the one before */
export function createDeviceList(api: MediaDevices | undefined, clock: Clock, changed: () => void): DeviceList {
  let known: readonly Device[] = []
  let asked = 0
  let newest = 0

  function learn(infos: readonly MediaDeviceInfo[], turn: number): void {
    // An answer that was overtaken is old.
    if (turn < newest) return
    newest = turn
    const next = infos.map((info) => ({ kind: KINDS[info.kind], id: info.deviceId, label: info.label }))
    if (JSON.stringify(next) === JSON.stringify(known)) return
    known = next
    changed()
  }

  async function read(): Promise<void> {
    const turn = (asked += 1)
    learn((await api?.enumerateDevices().catch(() => [])) ?? [], turn)
  }

  return {
    known: () => known,
    refresh: () =>
      new Promise((resolve) => {
        const stop = clock.after(PATIENCE, () => resolve(known))
        void read()
          .catch(() => {})
          .then(() => {
            stop()
            resolve(known)
          })
      }),
  }
}
