import { realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'

/** Pages with a name of their own; everything else is asked for by its file's name. */
const PAGES: ReadonlyMap<string, string> = new Map([
  ['/', 'index.html'],
  ['/webview', 'webview.html'],
])

export interface FoundFile {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** ms since 1970. */
  readonly changedAt: number
}

/**
 * The file that an address means inside a folder; null for everything else. Links are resolved: what they lead to must be inside as well.
 * @param address whole, or from its path on
 */
export async function fileInside(root: string, address: string): Promise<FoundFile | null> {
  try {
    const pathname = decodeURIComponent(new URL(address, 'http://host').pathname)
    if (pathname.includes('\0') || pathname.includes('\\')) return null
    const base = await realpath(root)
    const path = await realpath(join(base, PAGES.get(pathname) ?? pathname))
    const info = await stat(path)
    return path.startsWith(base + sep) && info.isFile() ? { path, size: info.size, changedAt: info.mtimeMs } : null
  } catch {
    return null
  }
}
