import type { FromApp, ToApp } from './host-app-messages.ts'
import { readFromApp } from './host-app-messages.ts'

/** The native app around this page. */
export interface HostApp {
  say(message: ToApp): void
  /** The handle stops it. */
  listen(listener: (message: FromApp) => void): () => void
  /** Messages so far that were not of the protocol. */
  ignored(): number
}

/** What apps put into a page so that it can reach them; every part may be missing, or be something else of that name. */
interface Poster {
  readonly postMessage?: unknown
}
export interface AppGlobals {
  readonly webkit?: { readonly messageHandlers?: { readonly ringdown?: Poster } }
  readonly ringdownHost?: Poster
  readonly ReactNativeWebView?: Poster
  readonly uni?: Poster & { readonly webView?: Poster }
  readonly webUni?: Poster
}

type Say = (message: ToApp) => void
type PostMessage = (message: unknown) => void

/** Called on its object: injected functions look at `this`. */
function posting(poster: Poster | undefined, form: (message: ToApp) => unknown): Say | null {
  if (typeof poster?.postMessage !== 'function') return null
  const target = poster as { readonly postMessage: PostMessage }
  return (message) => {
    try {
      target.postMessage(form(message))
    } catch {
      // An app that took its bridge away is an app that does not answer: the line tries again in its time.
    }
  }
}

const asText = (message: ToApp) => JSON.stringify(message)
/** uni-app's SDK carries objects, under this name. */
const asData = (message: ToApp) => ({ data: message })

/**
 * The way out to the app: what carries our name first. Android and React Native pass one text, WKWebView values of any kind (a text
 * here as well), uni-app objects.
 * @returns null when there is no app
 */
export function wayToApp(scope: AppGlobals): Say | null {
  return (
    posting(scope.webkit?.messageHandlers?.ringdown, asText) ??
    posting(scope.ringdownHost, asText) ??
    posting(scope.ReactNativeWebView, asText) ??
    posting(scope.uni, asData) ??
    posting(scope.uni?.webView, asData) ??
    posting(scope.webUni, asData)
  )
}

/**
 * Opens the way in, `ringdownReceive`, and calls back once the app can be reached: at once, or when it has put its bridge there
 * later and says anything (uni-app's SDK comes after the page, and tells so by an event).
 */
export function awaitHostApp(scope: typeof globalThis & AppGlobals, found: (app: HostApp) => void): void {
  const listeners = new Set<(message: FromApp) => void>()
  let ignored = 0
  let say: Say | null = null

  const look = () => {
    if (say) return
    say = wayToApp(scope)
    if (!say) return
    found({
      say,
      listen(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      ignored: () => ignored,
    })
  }
  /** @returns whether it was understood, for the app's author */
  const receive = (message: unknown): boolean => {
    look()
    const read = readFromApp(message)
    if (!read) ignored += 1
    else for (const listener of listeners) listener(read)
    return read !== null
  }
  // React Native's `postMessage` makes an event by hand, on window (iOS) or document (Android); one from another window has an origin.
  const receiveEvent = (event: MessageEvent) => {
    if (event.origin === '' && event.source === null) receive(event.data)
  }

  Object.defineProperty(scope, 'ringdownReceive', { value: receive })
  scope.addEventListener('message', receiveEvent)
  scope.document.addEventListener('message', receiveEvent as EventListener)
  scope.document.addEventListener('UniAppJSBridgeReady', look)
  look()
}
