import * as z from 'zod'

import type { Settings } from '../ui/view-model.ts'
import { storedList } from './stored-list.ts'

const device = z
  .strictObject({ id: z.string().max(512), label: z.string().max(512) })
  .nullable()
  .catch(null)

/** Every field falls back on its own, so that one damaged value loses nothing else. */
const settingsSchema = z.object({
  microphone: device,
  camera: device,
  speaker: device,
  ringer: device,
  ringerVolume: z.number().min(0).max(1).catch(0.7),
  noiseSuppression: z.boolean().catch(true),
  echoCancellation: z.boolean().catch(true),
  automaticGain: z.boolean().catch(true),
  keepMicrophoneReady: z.boolean().catch(false),
  language: z.enum(['system', 'en', 'zh-CN']).catch('system'),
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  warmRing: z.boolean().catch(true),
  favourites: storedList(z.string().max(64), 5_000),
})

const KEY = 'ringdown-settings'

/** Settings of this browser; all tabs share them. */
export interface SettingsStore {
  get(): Settings
  change(part: Partial<Settings>): void
  subscribe(listener: () => void): () => void
  /** They could not be stored (F-74): they hold until the page is closed. */
  failed(): boolean
  close(): void
}

export function createSettingsStore(storage: Storage, events: EventTarget): SettingsStore {
  const listeners = new Set<() => void>()
  let settings = read(storage)
  let failed = false
  const tell = () => {
    for (const listener of listeners) listener()
  }
  // Another tab changed them.
  const follow = (event: Event) => {
    if (!('key' in event) || event.key !== KEY) return
    settings = read(storage)
    tell()
  }
  events.addEventListener('storage', follow)

  return {
    get: () => settings,
    change(part) {
      // By the rules it is read with: what holds now holds after a reload.
      settings = settingsSchema.parse({ ...settings, ...part })
      try {
        storage.setItem(KEY, JSON.stringify(settings))
        failed = false
      } catch {
        failed = true
      }
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    failed: () => failed,
    close: () => {
      events.removeEventListener('storage', follow)
      listeners.clear()
    },
  }
}

function read(storage: Storage): Settings {
  try {
    return settingsSchema.parse(JSON.parse(storage.getItem(KEY) ?? '{}'))
  } catch {
    return settingsSchema.parse({})
  }
}
