/** An entry of getStats (W3C webrtc-stats), its fields unchecked. */
export interface Stats {
  readonly id: string
  readonly type: string
  readonly [field: string]: unknown
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)

export async function readStats(connection: RTCPeerConnection): Promise<readonly Stats[]> {
  const entries: Stats[] = []
  ;(await connection.getStats()).forEach((entry: Stats) => entries.push(entry))
  return entries
}
