import type { DeviceId, Refusal } from '../protocol/index.ts'

/** Which door a connection came through (DESIGN 9). */
export type DoorKind = 'loopback' | 'lan'

/** Who may join: `open` lets in anyone on this network, and is said aloud; `invited` needs an invitation (S-04). */
export type AdmissionPolicy = 'open' | 'invited'

export type Admission = { readonly status: 'admitted' } | { readonly status: 'denied'; readonly refusal: Refusal }

/** Decides who comes in (S-03). Pure. This machine's own browser needs no invitation. */
export function admit(
  door: DoorKind,
  device: DeviceId,
  known: ReadonlySet<DeviceId>,
  policy: AdmissionPolicy,
): Admission {
  if (door === 'loopback' || policy === 'open' || known.has(device)) return { status: 'admitted' }
  return { status: 'denied', refusal: 'policy' }
}
