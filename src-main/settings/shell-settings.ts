import { closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

import * as z from 'zod'

import { check, displayNameSchema } from '../../src-signaling/protocol/index.ts'
import { officeChoiceSchema } from '../ipc/contract.ts'

const bounds = z.strictObject({
  x: z.int().nullable().catch(null),
  y: z.int().nullable().catch(null),
  width: z.int().min(380).max(10_000).catch(960),
  height: z.int().min(520).max(10_000).catch(640),
})
const DEFAULT_BOUNDS = { x: null, y: null, width: 960, height: 640 }

/** What the shell remembers of a profile; every field falls back on its own (F-56). */
const schema = z.object({
  version: z.literal(1).catch(1),
  /** The person's name, as the phone last told it. */
  name: displayNameSchema.nullable().catch(null),
  /** The office that was joined, or null. */
  office: officeChoiceSchema.nullable().catch(null),
  host: z
    .object({
      on: z.boolean().catch(false),
      name: z.string().min(1).max(128).nullable().catch(null),
      /** The door for the network; 0 picks a free one. */
      port: z.int().min(0).max(65_535).catch(7443),
      localPort: z.int().min(0).max(65_535).catch(7480),
      classic: z.boolean().catch(false),
    })
    .catch({ on: false, name: null, port: 7443, localPort: 7480, classic: false }),
  window: bounds.catch(DEFAULT_BOUNDS),
  closeToTray: z.boolean().catch(true),
  /** The word that the app goes on in the tray was said. */
  trayExplained: z.boolean().catch(false),
  openAtLogin: z.boolean().catch(false),
  /** How large the pages are; 1 is the size of the system. */
  zoom: z.number().min(0.25).max(5).catch(1),
})
export type ShellSettings = z.infer<typeof schema>

export interface ShellSettingsStore {
  get(): ShellSettings
  change(part: Partial<ShellSettings>): void
  /** A sentence when what was stored could not be read whole, or cannot be written. */
  trouble(): 'damaged' | 'not-written' | null
}

/** What a profile cannot do without, kept once more in a file that is written only when it changes. */
const essentialsSchema = schema.pick({ name: true, office: true, host: true })

/**
 * Settings in one file: written whole to a neighbour, brought to the disk, and renamed. A file that is torn, or full of zeros after a
 * power cut, is set aside; then the copy counts that the start before made of a whole file, and without it at least the office.
 */
export function openShellSettings(file: string): ShellSettingsStore {
  const copy = `${file}.last`
  const essentials = `${file}.office`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const first = readFile(file)
  const last = readFile(essentials)
  const stored = [first, readFile(copy), last].find((one) => one.status === 'read')
  const damaged = first.status === 'torn' || (first.status === 'none' && stored !== undefined)
  const checked = check(schema, damaged || first.status === 'read' ? (stored?.value ?? {}) : {})
  let settings = checked.success ? checked.data : schema.parse({})
  let trouble: ReturnType<ShellSettingsStore['trouble']> = damaged ? 'damaged' : null
  let kept = last.status === 'read' ? JSON.stringify(last.value) : ''

  function keepCopies(): void {
    if (first.status === 'read') attempt(() => copyFileSync(file, copy))
    else if (first.status === 'torn') attempt(() => renameSync(file, `${file}.damaged`))
  }
  function keepEssentials(): void {
    const text = JSON.stringify(essentialsSchema.parse(settings))
    if (text === kept) return
    writeWhole(essentials, text)
    kept = text
  }

  keepCopies()
  return {
    get: () => settings,
    change(part) {
      settings = { ...settings, ...part }
      try {
        writeWhole(file, JSON.stringify(settings, null, 2))
        keepEssentials()
        if (trouble === 'not-written') trouble = null
      } catch {
        trouble = 'not-written'
      }
    },
    trouble: () => trouble,
  }
}

/** Without the call of fsync a rename may reach the disk before what was written: after a power cut the file is full of zeros. */
function writeWhole(path: string, text: string): void {
  const fresh = `${path}.new`
  const handle = openSync(fresh, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(fresh, path)
}

/** A copy that cannot be made is no reason not to start. */
function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // The settings themselves were read, or say that they are damaged.
  }
}

type Stored =
  | { readonly status: 'none' }
  | { readonly status: 'torn' }
  | { readonly status: 'read'; readonly value: object }

function readFile(path: string): Stored {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return { status: (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'torn' }
  }
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { status: 'read', value } : { status: 'torn' }
  } catch {
    return { status: 'torn' }
  }
}
