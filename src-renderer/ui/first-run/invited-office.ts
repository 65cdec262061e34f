import { readInvitation } from '../../../src-signaling/protocol/index.ts'

/** UTF-8 out of base64url. */
function decode(payload: string): string {
  const bytes = atob(payload.replaceAll('-', '+').replaceAll('_', '/'))
  return new TextDecoder().decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)))
}

/** The name of the office in the link that a page was opened with; null where it carries none. */
export function invitedOffice(address: string): string | null {
  const read = readInvitation(address, decode)
  return read.status === 'ok' ? read.invitation.office : null
}
