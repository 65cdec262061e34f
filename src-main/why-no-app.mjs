/**
 * Why no window can be opened here, or null. Pure.
 * @param {{ platform: NodeJS.Platform, uid: number | null, environment: NodeJS.ProcessEnv }} machine
 * @returns {string | null}
 */
export function whyNoApp({ platform, uid, environment }) {
  if (platform !== 'linux') return null
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) return 'there is no display here'
  // Chromium's sandbox refuses root, and the app does not run without its sandbox.
  return uid === 0 ? 'it does not run as root' : null
}
