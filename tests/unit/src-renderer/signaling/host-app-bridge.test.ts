import { describe, expect, test } from 'vitest'

import type { AppGlobals, HostApp } from '../../../../src-renderer/signaling/host-app-bridge.ts'
import { awaitHostApp, wayToApp } from '../../../../src-renderer/signaling/host-app-bridge.ts'
import type { FromApp, ToApp } from '../../../../src-renderer/signaling/host-app-messages.ts'
import { LONGEST_FROM_APP, readFromApp } from '../../../../src-renderer/signaling/host-app-messages.ts'

const SOCKET = 'q83vEjRWeJq83vEjRWeJqA'
const close: ToApp = { ringdown: 1, kind: 'close', socket: SOCKET }
const retry: FromApp = { ringdown: 1, kind: 'retry' }

/** An object of the app; its method insists on being called on it, as injected ones do. */
function poster() {
  const said: unknown[] = []
  const self = {
    said,
    postMessage(...values: unknown[]) {
      if (this !== self || values.length !== 1) throw new TypeError('Illegal invocation')
      said.push(values[0])
    },
  }
  return self
}

/** A page's window, as far as the bridge sees it. */
function pageScope(globals: AppGlobals = {}) {
  const scope = Object.assign(new EventTarget(), { document: new EventTarget() }, globals)
  return scope as unknown as typeof globalThis & AppGlobals & { ringdownReceive(message: unknown): boolean }
}

/** A page with its app, and what the app said. */
function withApp(globals: AppGlobals = { ringdownHost: poster() }) {
  const scope = pageScope(globals)
  const apps: HostApp[] = []
  const heard: FromApp[] = []
  awaitHostApp(scope, (app) => {
    apps.push(app)
    app.listen((message) => heard.push(message))
  })
  return { scope, apps, heard }
}

/** As another window's `postMessage` makes them, or, without more, as React Native does by hand. */
const messageEvent = (data: unknown, more: { readonly origin?: string; readonly source?: object } = {}) =>
  Object.assign(new Event('message'), { data, origin: '', source: null, ...more })

describe('the way out to the app', () => {
  const host = poster()
  const spellings: readonly (readonly [string, AppGlobals, unknown])[] = [
    ['WKWebView', { webkit: { messageHandlers: { ringdown: host } } }, JSON.stringify(close)],
    ['Android', { ringdownHost: host }, JSON.stringify(close)],
    ['React Native', { ReactNativeWebView: host }, JSON.stringify(close)],
    ['uni-app', { uni: host }, { data: close }],
    ['uni-app with its SDK beside another uni', { uni: { webView: host } }, { data: close }],
    ['uni-app with the later SDK', { webUni: host }, { data: close }],
  ]
  test.each(spellings)('%s is recognised and gets the message in its form', (_name, globals, form) => {
    host.said.length = 0
    wayToApp(globals)?.(close)
    expect(host.said).toEqual([form])
  })
  test('what carries our name goes before what any app may have', () => {
    const [ours, theirs] = [poster(), poster()]
    wayToApp({ uni: theirs, ReactNativeWebView: theirs, ringdownHost: ours })?.(close)
    expect([ours.said.length, theirs.said.length]).toEqual([1, 0])
  })
  test.each<AppGlobals>([
    {},
    { webkit: {} },
    { webkit: { messageHandlers: {} } },
    { uni: {} },
    { ringdownHost: { postMessage: 7 } },
  ])('without a function to call there is no app: %j', (globals) => {
    expect(wayToApp(globals)).toBeNull()
  })
  test('an app that took its bridge away does not break the page', () => {
    const gone = wayToApp({
      ringdownHost: {
        postMessage() {
          throw new Error('Java object is gone')
        },
      },
    })
    expect(() => gone?.(close)).not.toThrow()
  })
})

describe('the way in', () => {
  test.each([
    ['a value', retry],
    ['its JSON text', JSON.stringify(retry)],
  ])('takes %s', (_name, message) => {
    const { scope, heard } = withApp()
    expect(scope.ringdownReceive(message)).toBe(true)
    expect(heard).toEqual([retry])
  })

  const circular: unknown[] = []
  circular.push(circular)
  const hostile: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['text that is no JSON', '{"ringdown":1'],
    ['another version', { ...retry, ringdown: 2 }],
    ['an unknown kind', { ringdown: 1, kind: 'accept', socket: SOCKET }],
    ['an unknown field', { ...retry, more: 1 }],
    ['a lying length', { ringdown: 1, kind: 'closed', socket: { length: { valueOf: 1, toString: 1 } } }],
    ['a socket that is no id', { ringdown: 1, kind: 'closed', socket: '../..' }],
    ['a server that is no address', { ringdown: 1, kind: 'opened', socket: SOCKET, server: 'a|b' }],
    ['a server with a user in it', { ringdown: 1, kind: 'opened', socket: SOCKET, server: 'ana@host:7443' }],
    ['a text that is none', { ringdown: 1, kind: 'text', socket: SOCKET, text: { toString: null } }],
    ['a circle', circular],
    ['a function', () => {}],
    [
      'a getter that throws',
      Object.defineProperty({}, 'kind', { enumerable: true, get: () => circular.at(7)?.valueOf.call(null) }),
    ],
    ['too much', { ringdown: 1, kind: 'text', socket: SOCKET, text: 'x'.repeat(LONGEST_FROM_APP) }],
  ]
  test.each(hostile)('ignores %s, counts it and says so', (_name, message) => {
    const { scope, heard, apps } = withApp()
    expect(scope.ringdownReceive(message)).toBe(false)
    expect(heard).toEqual([])
    expect(apps[0]?.ignored()).toBe(1)
  })

  test.each(['192.0.2.7:7443', 'phone.example.org', '[2001:db8::1]:7443', 'localhost:7480', 'A'.repeat(43)])(
    'S-01: the server may be %s',
    (server) => {
      expect(readFromApp({ ringdown: 1, kind: 'opened', socket: SOCKET, server })).toMatchObject({ server })
    },
  )

  test('React Native’s hand-made events are heard on window and on document', () => {
    const { scope, heard } = withApp({ ReactNativeWebView: poster() })
    scope.dispatchEvent(messageEvent(JSON.stringify(retry)))
    scope.document.dispatchEvent(messageEvent(JSON.stringify(retry)))
    expect(heard).toEqual([retry, retry])
  })

  test.each([
    ['an origin', { origin: 'https://other.example' }],
    ['a source', { source: {} }],
  ])('an event with %s came from another window and is not heard', (_name, more) => {
    const { scope, heard, apps } = withApp()
    scope.dispatchEvent(messageEvent(JSON.stringify(retry), more))
    expect(heard).toEqual([])
    expect(apps[0]?.ignored()).toBe(0)
  })

  test('nothing in the page can put another function in its place', () => {
    const { scope } = withApp()
    expect(() => Object.assign(scope, { ringdownReceive: () => true })).toThrow(TypeError)
  })

  test('a listener that was stopped hears nothing, also when it stops itself', () => {
    const { scope, apps, heard } = withApp()
    const once: FromApp[] = []
    const stop = apps[0]?.listen((message) => {
      once.push(message)
      stop?.()
    })
    scope.ringdownReceive(retry)
    scope.ringdownReceive(retry)
    expect([once.length, heard.length]).toEqual([1, 2])
  })
})

describe('an app that brings its bridge after the page', () => {
  test('is found when uni-app’s SDK says that it is ready', () => {
    const { scope, apps } = withApp({})
    expect(apps).toEqual([])
    Object.assign(scope, { uni: poster() })
    scope.document.dispatchEvent(new Event('UniAppJSBridgeReady'))
    expect(apps).toHaveLength(1)
  })
  test('is found when it says anything, and once', () => {
    const { scope, apps } = withApp({})
    scope.ringdownReceive(retry)
    expect(apps).toEqual([])
    Object.assign(scope, { webUni: poster() })
    scope.ringdownReceive(retry)
    scope.ringdownReceive(retry)
    scope.document.dispatchEvent(new Event('UniAppJSBridgeReady'))
    expect(apps).toHaveLength(1)
  })
})
