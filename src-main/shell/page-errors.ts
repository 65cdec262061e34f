import type { WebContents } from 'electron'

/** Chromium's number of an error among the levels of its console, before Electron had words for them. */
const ERROR = 3

/** Tells every error of a page's console, and so whatever was thrown in it and caught by nobody. */
export function onPageError(page: WebContents, listener: (line: string) => void): void {
  page.on('console-message', (details: { readonly level?: unknown; readonly message?: unknown }, ...old: unknown[]) => {
    const [level, message] = [details.level ?? old[0], details.message ?? old[1]]
    if (level === 'error' || level === ERROR) listener(String(message))
  })
}
