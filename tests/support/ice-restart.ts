import type { Page } from '@playwright/test'

/** The open connection of a page looks for other paths (RFC 8445 §9). */
export const restartIce = (page: Page) =>
  page.evaluate(() => globalThis.pageProbe.connections.find((one) => one.signalingState !== 'closed')?.restartIce())

/** The ICE credentials in use, own and remote: new after every restart. */
export const credentials = (page: Page) =>
  page.evaluate(() => {
    const open = globalThis.pageProbe.connections.find((one) => one.signalingState !== 'closed')
    const fragment = (sdp: string | undefined) => /a=ice-ufrag:(\S+)/.exec(sdp ?? '')?.[1]
    const { currentLocalDescription: own, currentRemoteDescription: remote, signalingState } = open ?? {}
    return { own: fragment(own?.sdp), remote: fragment(remote?.sdp), state: signalingState }
  })
