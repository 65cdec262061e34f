import type { IceUrlProblem } from '../../../src-signaling/protocol/index.ts'
import { ICE_LIMITS, iceUrlProblem, isTurnUrl } from '../../../src-signaling/protocol/index.ts'
import type { OfficeChange, OfficeSettingsView } from '../../../src-main/ipc/contract.ts'

export type WayOut = OfficeSettingsView['iceServers'][number]
type ChangedWay = OfficeChange['iceServers'][number]

/** A server while somebody writes it down. */
export interface WayOutDraft {
  /** Its place in the list; null: a new one. */
  readonly was: number | null
  /** Addresses with spaces between. */
  readonly addresses: string
  readonly kind: WayOut['credentials']['kind']
  readonly username: string
  readonly secret: string
  /** Under which kind the host has a secret of it: an empty field keeps that. */
  readonly stored: WayOut['credentials']['kind'] | null
  readonly lifetimeSeconds: number
}

/** What is wrong with a draft, by its field. */
export type DraftProblem =
  | { readonly field: 'addresses'; readonly problem: IceUrlProblem | 'empty' | 'many'; readonly address: string }
  | { readonly field: 'credentials' | 'username' | 'secret' }

/** Twelve hours: the refreshes of a long call still find their credentials good. */
const LIFETIME = 12 * 3_600

export const newDraft: WayOutDraft = {
  was: null,
  addresses: '',
  kind: 'time-limited',
  username: '',
  secret: '',
  stored: null,
  lifetimeSeconds: LIFETIME,
}

export const draftOf = ({ urls, credentials }: WayOut, was: number): WayOutDraft => ({
  ...newDraft,
  was,
  addresses: urls.join(' '),
  kind: credentials.kind,
  stored: credentials.kind,
  ...(credentials.kind === 'static' ? { username: credentials.username } : {}),
  ...(credentials.kind === 'time-limited' ? { lifetimeSeconds: credentials.lifetimeSeconds } : {}),
})

/** A server that stays as it is, secret included. */
export const unchanged = ({ urls, credentials }: WayOut, was: number): ChangedWay => {
  switch (credentials.kind) {
    case 'none':
      return { was, urls: [...urls], credentials }
    case 'static':
      return { was, urls: [...urls], credentials: { ...credentials, credential: null } }
    case 'time-limited':
      return { was, urls: [...urls], credentials: { ...credentials, secret: null } }
  }
}

/** Reads what was written down; the first thing that is wrong, where something is. Pure. */
export function readDraft(
  draft: WayOutDraft,
): { readonly status: 'ok'; readonly way: ChangedWay } | ({ readonly status: 'bad' } & DraftProblem) {
  const urls = draft.addresses.split(/[\s,]+/).filter((address) => address !== '')
  if (urls.length === 0) return { status: 'bad', field: 'addresses', problem: 'empty', address: '' }
  if (urls.length > ICE_LIMITS.urls) return { status: 'bad', field: 'addresses', problem: 'many', address: '' }
  for (const address of urls) {
    const problem = iceUrlProblem(address)
    if (problem) return { status: 'bad', field: 'addresses', problem, address }
  }
  const { was, kind, lifetimeSeconds } = draft
  const username = draft.username.trim()
  const secret = draft.secret === '' ? null : draft.secret
  if (kind === 'none') {
    if (urls.some(isTurnUrl)) return { status: 'bad', field: 'credentials' }
    return { status: 'ok', way: { was, urls, credentials: { kind } } }
  }
  if (kind === 'static' && username === '') return { status: 'bad', field: 'username' }
  if (secret === null && draft.stored !== kind) return { status: 'bad', field: 'secret' }
  const credentials = kind === 'static' ? { kind, username, credential: secret } : { kind, secret, lifetimeSeconds }
  return { status: 'ok', way: { was, urls, credentials } }
}
