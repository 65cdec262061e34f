/** Why there can be no phone in this page. */
export type StartProblem =
  /** No secure context: the browser gives neither keys nor devices (W3C secure-contexts). */
  | 'insecure'
  /** A browser without calls: WebRTC is missing or switched off. */
  | 'no-calls'
  /** The desktop app around the page does not answer. */
  | 'no-shell'
  /** Anything else. */
  | 'other'

/** The parts of a browser without which there is no phone. */
export interface BrowserParts {
  readonly crypto?: { readonly subtle?: unknown }
  readonly RTCPeerConnection?: unknown
}

/** What is missing in this browser; null when there can be a phone. Microphone, sound and storage may all be missing. Pure. */
export function missingPart({ crypto, RTCPeerConnection }: BrowserParts): StartProblem | null {
  if (!crypto?.subtle) return 'insecure'
  return typeof RTCPeerConnection === 'function' ? null : 'no-calls'
}
