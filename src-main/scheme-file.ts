import { fileInside } from '../src-signaling/server/file-inside.ts'

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

/** The file of the bundle behind an address of ours, or null. */
export async function fileOf(root: string, address: string): Promise<string | null> {
  return isOwnPage(address) ? ((await fileInside(root, address))?.path ?? null) : null
}
