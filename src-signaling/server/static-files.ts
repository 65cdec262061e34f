import type { IncomingMessage, ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { sep } from 'node:path'

import { contentType } from './content-type.ts'
import type { FoundFile } from './file-inside.ts'
import { fileInside } from './file-inside.ts'

/** Everything from this host, nothing from anywhere else; no inline code or style. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Headers of every page and error of the doors. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'microphone=(self), camera=(self), display-capture=(self), speaker-selection=(self)',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

interface KeptFile extends FoundFile {
  readonly content: Promise<Buffer>
}

export type StaticFiles = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Serves the built phone: files inside `root` only, whatever the path says. They are small and few: each is read once and kept, so that no
 * client, however slow or however it goes away, holds an open file.
 */
export function staticFiles(root: string): StaticFiles {
  const kept = new Map<string, KeptFile>()

  function contentOf(file: FoundFile): Promise<Buffer> {
    const before = kept.get(file.path)
    if (before?.size === file.size && before.changedAt === file.changedAt) return before.content
    const content = readFile(file.path)
    kept.set(file.path, { ...file, content })
    content.catch(() => kept.delete(file.path))
    return content
  }

  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(response, 405, 'Only GET here.')
    const file = await fileInside(root, request.url ?? '/')
    if (!file) return plain(response, 404, 'There is no such page here.')
    const content = request.method === 'HEAD' ? null : await contentOf(file)
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'Content-Type': contentType(file.path),
      'Content-Length': content?.length ?? file.size,
      // Built files carry a hash in their names; the page itself must always be the present one.
      'Cache-Control': file.path.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
    response.end(content ?? undefined)
  }
}

/** A short answer in words. */
export function plain(response: ServerResponse, code: number, text: string): void {
  response.writeHead(code, { ...SECURITY_HEADERS, 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' })
  response.end(`${text}\n`)
}
