import * as z from 'zod'

import { check, ICE_LIMITS, iceUrlsSchema } from '../protocol/index.ts'
import type { OfficeSettings } from './office-settings.ts'
import { officeSettingsSchema } from './office-settings.ts'

const secretText = z.string().min(1).max(ICE_LIMITS.credentialLength)

/** The settings as a screen shows them: a secret never leaves the host. */
export interface OfficeSettingsView {
  readonly iceServers: readonly {
    readonly urls: readonly string[]
    readonly credentials:
      | { readonly kind: 'none' }
      | { readonly kind: 'static'; readonly username: string }
      | { readonly kind: 'time-limited'; readonly lifetimeSeconds: number }
  }[]
  readonly relayOnly: boolean
}

/** What a screen wants instead of the settings that it was shown; a secret of null stays as it is. */
export const officeChangeSchema = z.strictObject({
  iceServers: z
    .array(
      z.strictObject({
        /** Its place in the list that was shown; null: a new one. */
        was: z
          .int()
          .min(0)
          .max(ICE_LIMITS.servers - 1)
          .nullable(),
        urls: iceUrlsSchema,
        credentials: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('none') }),
          z.strictObject({ kind: z.literal('static'), username: secretText, credential: secretText.nullable() }),
          z.strictObject({
            kind: z.literal('time-limited'),
            secret: secretText.nullable(),
            lifetimeSeconds: z.int().positive(),
          }),
        ]),
      }),
    )
    .max(ICE_LIMITS.servers),
  relayOnly: z.boolean(),
})
export type OfficeChange = z.infer<typeof officeChangeSchema>
type Credentials = OfficeSettings['iceServers'][number]['credentials']

/** Pure. */
export const settingsView = ({ iceServers, relayOnly }: OfficeSettings): OfficeSettingsView => ({
  iceServers: iceServers.map(({ urls, credentials }) => ({ urls: [...urls], credentials: withoutSecret(credentials) })),
  relayOnly,
})

function withoutSecret(credentials: Credentials): OfficeSettingsView['iceServers'][number]['credentials'] {
  switch (credentials.kind) {
    case 'none':
      return credentials
    case 'static':
      return { kind: 'static', username: credentials.username }
    case 'time-limited':
      return { kind: 'time-limited', lifetimeSeconds: credentials.lifetimeSeconds }
  }
}

/** The settings as they are after a change; null when that makes none, as a TURN server without a secret. Pure. */
export function changedSettings(settings: OfficeSettings, change: OfficeChange): OfficeSettings | null {
  const iceServers = change.iceServers.map(({ was, urls, credentials }) => ({
    urls,
    credentials: withSecret(credentials, was === null ? undefined : settings.iceServers[was]?.credentials),
  }))
  const checked = check(officeSettingsSchema, { iceServers, relayOnly: change.relayOnly })
  return checked.success ? checked.data : null
}

function withSecret(wanted: OfficeChange['iceServers'][number]['credentials'], stored: Credentials | undefined) {
  switch (wanted.kind) {
    case 'none':
      return wanted
    case 'static':
      return { ...wanted, credential: wanted.credential ?? (stored?.kind === 'static' ? stored.credential : null) }
    case 'time-limited':
      return { ...wanted, secret: wanted.secret ?? (stored?.kind === 'time-limited' ? stored.secret : null) }
  }
}
