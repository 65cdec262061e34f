/** Cmd instead of Ctrl. */
export const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac')
