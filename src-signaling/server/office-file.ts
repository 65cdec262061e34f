import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'

import * as z from 'zod'

import { writeAtomically } from './data-folder.ts'
import type { HostLog } from './host-log.ts'
import { faultOf } from './host-log.ts'
import type { OfficeSettings } from './office-settings.ts'
import { noOfficeSettings, officeSettingsSchema } from './office-settings.ts'

/** `office.json`. */
export const officeFileSchema = z.strictObject({ version: z.literal(1), ...officeSettingsSchema.shape })

/** The settings of an office, in `office.json` of the host's data folder. Secrets lie in it: only its owner may read it. */
export interface OfficeFile {
  current(): OfficeSettings
  /** Writes other settings. @returns false when the file cannot be written: then nothing has changed */
  replace(settings: OfficeSettings): Promise<boolean>
  /** Reads what somebody wrote into the file. A file that cannot be used is said and left alone: the old settings go on. */
  reread(): Promise<OfficeSettings>
}

/** @param say gets the sentence when the file is damaged: it is set aside, and the last good copy used where there is one (F-56) */
export async function openOfficeFile(
  dataDir: string,
  say: (sentence: string) => void,
  log: HostLog = () => {},
): Promise<OfficeFile> {
  const path = join(dataDir, 'office.json')
  const copy = `${path}.last`
  const write = (to: string, next: OfficeSettings): Promise<boolean> =>
    writeAtomically(to, `${JSON.stringify({ version: 1, ...next }, null, 2)}\n`).then(
      () => true,
      (error: unknown) => {
        log(`office.json could not be written: ${faultOf(error)}`)
        return false
      },
    )
  let settings = await recover()

  async function recover(): Promise<OfficeSettings> {
    const stored = await read(path)
    if (stored.status === 'none') return noOfficeSettings
    if (stored.status === 'read') return keep(stored.settings)
    const last = await read(copy)
    await rename(path, `${path}.bad`).catch(() => {})
    const instead = last.status === 'read' ? 'the last good copy is used' : 'the office has no servers now'
    say(`The office's settings cannot be used (${stored.fault}). They were set aside as office.json.bad; ${instead}.`)
    if (last.status !== 'read') return noOfficeSettings
    await write(path, last.settings)
    return last.settings
  }

  /** Good settings have a copy beside them. */
  async function keep(good: OfficeSettings): Promise<OfficeSettings> {
    await write(copy, good)
    return good
  }

  async function replace(next: OfficeSettings): Promise<boolean> {
    if (!(await write(path, next))) {
      say('The settings of the office could not be saved.')
      return false
    }
    settings = await keep(next)
    return true
  }

  async function reread(): Promise<OfficeSettings> {
    const stored = await read(path)
    if (stored.status === 'bad')
      say(`The office's settings in office.json cannot be used (${stored.fault}). The old ones go on.`)
    else settings = stored.status === 'read' ? await keep(stored.settings) : noOfficeSettings
    return settings
  }

  /** One after the other: two writers would share a draft. */
  let last: Promise<unknown> = Promise.resolve()
  function inOrder<Result>(run: () => Promise<Result>): Promise<Result> {
    const result = last.then(run)
    last = result.catch((error: unknown) => log(`the settings of the office failed: ${faultOf(error)}`))
    return result
  }
  return {
    current: () => settings,
    replace: (next) => inOrder(() => replace(next)),
    reread: () => inOrder(reread),
  }
}

type Stored =
  | { readonly status: 'none' }
  | { readonly status: 'bad'; readonly fault: string }
  | { readonly status: 'read'; readonly settings: OfficeSettings }

async function read(path: string): Promise<Stored> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { status: 'none' }
    return { status: 'bad', fault: 'the file cannot be read' }
  }
  try {
    const { version: _version, ...settings } = officeFileSchema.parse(JSON.parse(text))
    return { status: 'read', settings }
  } catch (error) {
    return { status: 'bad', fault: wrongPlaceIn(error) }
  }
}

/** Where it is wrong and how, never what is there: it may be a secret. */
function wrongPlaceIn(error: unknown): string {
  if (!(error instanceof z.ZodError)) return 'it is not JSON'
  const [issue] = error.issues
  if (!issue) return 'it is not understood'
  const field = issue.path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return `${field.replace(/^\./, '') || 'the whole'}: ${issue.message}`
}
