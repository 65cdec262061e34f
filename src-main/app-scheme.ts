import { readFile } from 'node:fs/promises'

import { protocol } from 'electron'

import { contentType } from '../src-signaling/server/content-type.ts'
import { fileOf } from './scheme-file.ts'

/** The phone's pages open no socket at all: their connection lives in main (DESIGN 9, E-04). */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'none'",
  "font-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** To be called before the app is ready: pages of the scheme are secure, and have storage of their own (E-03). */
export function announceScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'ringdown-app', privileges: { standard: true, secure: true, codeCache: true } },
  ])
}

/** Serves the built phone inside `root` under ringdown-app://phone; every other host and path of the scheme is 404 (E-03). */
export function serveScheme(root: string): void {
  protocol.handle('ringdown-app', async (request) => {
    const file = await fileOf(root, request.url)
    const body = file === null ? null : await readFile(file).catch(() => null)
    if (file === null || body === null) return new Response('There is no such page.', { status: 404 })
    return new Response(new Uint8Array(body), {
      headers: {
        'Content-Type': contentType(file),
        'Content-Security-Policy': CONTENT_SECURITY_POLICY,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-cache',
      },
    })
  })
}
