import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
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
})
export type ShellSettings = z.infer<typeof schema>

export interface ShellSettingsStore {
  get(): ShellSettings
  change(part: Partial<ShellSettings>): void
  /** A sentence when what was stored could not be read whole, or cannot be written. */
  trouble(): 'damaged' | 'not-written' | null
}

/**
 * Settings in one file: written whole to a neighbour and renamed; the last good copy beside it is used when the file is torn.
 */
export function openShellSettings(file: string): ShellSettingsStore {
  const copy = `${file}.last`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const first = readFile(file)
  const stored = first.status === 'torn' ? readFile(copy) : first
  const checked = check(schema, stored.status === 'read' ? stored.value : {})
  let settings = checked.success ? checked.data : schema.parse({})
  let trouble: ReturnType<ShellSettingsStore['trouble']> = first.status === 'torn' ? 'damaged' : null

  function write(path: string): void {
    writeFileSync(`${path}.new`, JSON.stringify(settings, null, 2), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }
  return {
    get: () => settings,
    change(part) {
      settings = { ...settings, ...part }
      try {
        write(file)
        write(copy)
        if (trouble === 'not-written') trouble = null
      } catch {
        trouble = 'not-written'
      }
    },
    trouble: () => trouble,
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
