import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'

export const PHONE_ORIGIN = 'ringdown-app://phone'

/** True for a page of ours, whole origin compared. */
export function isOwnPage(address: string): boolean {
  try {
    const url = new URL(address)
    return `${url.protocol}//${url.host}` === PHONE_ORIGIN
  } catch {
    return false
  }
}

/** The file behind an address, or null. Links are resolved: what they lead to must be inside as well. */
export async function fileOf(root: string, address: string): Promise<string | null> {
  try {
    const url = new URL(address)
    if (!isOwnPage(address)) return null
    const path = decodeURIComponent(url.pathname)
    if (path.includes('\0') || path.includes('\\')) return null
    const base = await realpath(root)
    const file = await realpath(join(base, path === '/' ? 'index.html' : path))
    return file.startsWith(base + sep) ? file : null
  } catch {
    return null
  }
}
