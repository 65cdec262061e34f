import * as z from 'zod'

import type { IceTransportPolicy, IceUrlProblem, PublicIceServers } from '../protocol/index.ts'
import { ICE_LIMITS, iceUrlProblem, isTurnUrl } from '../protocol/index.ts'

const secretText = z.string().min(1).max(ICE_LIMITS.credentialLength)
/** Long enough that the refreshes of a long call still find their credentials good, seconds. */
export const DEFAULT_LIFETIME = 12 * 3_600

const credentialsSchema = z.discriminatedUnion('kind', [
  /** STUN wants none. */
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('static'), username: secretText, credential: secretText }),
  /** A secret shared with the TURN server (`use-auth-secret`); phones get credentials that end by themselves. */
  z.strictObject({
    kind: z.literal('time-limited'),
    secret: secretText,
    lifetimeSeconds: z
      .int()
      .min(600)
      .max(7 * 86_400)
      .default(DEFAULT_LIFETIME),
  }),
])

const URL_FAULTS: Readonly<Record<IceUrlProblem, string>> = {
  scheme: 'begins with none of stun: stuns: turn: turns:',
  host: 'has no host name or address right after the scheme (IPv6 in brackets)',
  port: 'has a port that is not a number from 1 to 65535',
  transport: 'may end in ?transport=udp or ?transport=tcp, TURN only',
  length: `is longer than ${ICE_LIMITS.urlLength} characters`,
}
const urlSchema = z.string().superRefine((url, context) => {
  const problem = iceUrlProblem(url)
  if (problem) context.addIssue({ code: 'custom', message: URL_FAULTS[problem] })
})

const serverSchema = z
  .strictObject({ urls: z.array(urlSchema).min(1).max(ICE_LIMITS.urls), credentials: credentialsSchema })
  .refine(({ urls, credentials }) => credentials.kind !== 'none' || !urls.some(isTurnUrl), {
    path: ['credentials'],
    message: 'a TURN server needs credentials',
  })

/** What an office decides for all its phones; `office.json` in the host's data folder. */
export const officeSettingsSchema = z.strictObject({
  iceServers: z.array(serverSchema).max(ICE_LIMITS.servers),
  /** Media goes through TURN only: nobody learns anybody's address. */
  relayOnly: z.boolean(),
})
export type OfficeSettings = z.infer<typeof officeSettingsSchema>

export const noOfficeSettings: OfficeSettings = { iceServers: [], relayOnly: false }

/** What everybody may know: addresses, never a secret. Pure. */
export const publicServers = ({ iceServers }: OfficeSettings): PublicIceServers =>
  iceServers.map(({ urls }) => ({ urls: [...urls] }))

export const transportPolicy = ({ relayOnly }: OfficeSettings): IceTransportPolicy => (relayOnly ? 'relay' : 'all')
