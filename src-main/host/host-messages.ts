import type { HostPlace } from '../ipc/contract.ts'
import type { HostProblem } from '../../src-signaling/server/host-error.ts'
import type { OfficeChange, OfficeSettingsView } from '../../src-signaling/server/office-change.ts'

/** What a host is started with. */
export interface HostPlan {
  readonly name: string
  readonly dataDir: string
  /** The built phone that it serves. */
  readonly webRoot: string
  /** The doors for the network and for this machine; 0 picks a free one. */
  readonly port: number
  readonly localPort: number
  /** Clients of the older room protocol are let in, from this machine only. */
  readonly classic: boolean
}

/** What the app tells its host process. */
export type ToHost =
  | { readonly kind: 'start'; readonly plan: HostPlan }
  /** Answered with `changed` under the same id. */
  | { readonly kind: 'change'; readonly id: number; readonly change: OfficeChange }
  | { readonly kind: 'stop' }

/** What the host process tells the app. */
export type FromHost =
  | ({ readonly kind: 'listening'; readonly localPort: number; readonly settings: OfficeSettingsView } & HostPlace)
  /** This machine has other addresses now. */
  | ({ readonly kind: 'moved' } & Pick<HostPlace, 'lanUrls' | 'invite'>)
  | { readonly kind: 'changed'; readonly id: number; readonly settings: OfficeSettingsView | null }
  | { readonly kind: 'failed'; readonly problem: HostProblem | 'other'; readonly sentence: string }
  | { readonly kind: 'said'; readonly sentence: string }
  /** A line for the log of the app. */
  | { readonly kind: 'log'; readonly line: string }
