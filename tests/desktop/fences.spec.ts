import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

import { extractFile, listPackage } from '@electron/asar'

import { packagedArchive } from './packaging/package.mjs'
import { expect, profileOf, startAgain, test } from './support/app-rig.ts'
import { putMainWindow, windowsShown } from './support/windows.ts'

test('E-02: every window is sandboxed, isolated and without Node', async ({ start }) => {
  const app = await start()
  const preferences = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => {
      const { getLastWebPreferences } = webContents as unknown as {
        getLastWebPreferences(): Readonly<Record<string, unknown>>
      }
      const all = getLastWebPreferences.call(webContents)
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = all
      return { sandbox, contextIsolation, nodeIntegration, webviewTag }
    }),
  )
  const fence = { sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false }
  expect(preferences).toEqual([fence, fence])
  for (const page of [app.page, app.ring]) {
    const inside = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer'].filter((one) => one in globalThis),
    )
    expect(inside).toEqual([])
  }
})

test('E-03: other hosts of the scheme, paths outside and file: lead nowhere', async ({ start }) => {
  const app = await start()
  const codes = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const load = (address: string) =>
      new Promise<number>((resolve) => {
        const window = new BrowserWindow({ show: false })
        window.webContents.once('did-navigate', (_event, _url, code) => resolve(code))
        window.webContents.once('did-fail-load', () => resolve(-1))
        window.loadURL(address).catch(() => {})
      })
    const found: number[] = []
    const addresses = ['phone/index.html', 'other/index.html', 'phone/../app/index.cjs', 'phone/%2e%2e/app/index.cjs']
    for (const address of addresses) found.push(await load(`ringdown-app://${address}`))
    return found
  })
  expect(codes).toEqual([200, 404, 404, 404])
})

test('E-13: no dictionary is fetched: the spell checker is off', async ({ start }) => {
  const app = await start()
  const on = await app.electron.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())
  expect(on).toBe(false)
})

test('E-04: a page that tries twenty ways into the network sends not one packet', async ({ start }) => {
  const app = await start()
  let packets = 0
  const tcp = createServer((socket) => {
    packets += 1
    socket.destroy()
  }).listen(0, '0.0.0.0')
  await once(tcp, 'listening')
  const { port } = tcp.address() as AddressInfo
  const udp = createSocket('udp4', () => (packets += 1)).bind(port, '0.0.0.0')
  await once(udp, 'listening')

  const before = app.page.url()
  const refused = await app.page.evaluate(async (there) => {
    const violations: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective))
    const http = `http://192.168.77.10:${there}`
    const add = (tag: string, attributes: Readonly<Record<string, string>>) => {
      const element = document.createElement(tag)
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
      document.body.append(element)
    }
    const style = document.createElement('style')
    const tries: readonly (() => unknown)[] = [
      () => fetch(http),
      () => fetch(http, { mode: 'no-cors', method: 'POST', body: 'x' }),
      () => fetch(`http://127.0.0.1:${there}`, { mode: 'no-cors' }),
      () => navigator.sendBeacon(http, 'x'),
      () => new WebSocket(`ws://192.168.77.10:${there}`),
      () => new EventSource(http),
      () => {
        const request = new XMLHttpRequest()
        request.open('GET', http)
        request.send()
      },
      () => new Worker(`${http}/worker.js`),
      () => import(/* @vite-ignore */ `${http}/module.js`),
      () => add('img', { src: `${http}/a.png` }),
      () => add('script', { src: `${http}/a.js` }),
      () => add('link', { rel: 'stylesheet', href: `${http}/a.css` }),
      () => add('link', { rel: 'prefetch', href: `${http}/a` }),
      () => add('link', { rel: 'manifest', href: `${http}/a.json` }),
      () => add('iframe', { src: http }),
      () => add('video', { src: `${http}/a.mp4`, autoplay: '' }),
      () => add('audio', { src: `${http}/a.mp3`, autoplay: '' }),
      () => add('object', { data: `${http}/a.swf` }),
      () => add('embed', { src: `${http}/a.pdf` }),
      () => {
        style.textContent = `@import url(${http}/b.css); body { background: url(${http}/b.png) }`
        document.head.append(style)
      },
      () => {
        add('form', { action: http, method: 'post', id: 'escape' })
        document.querySelector<HTMLFormElement>('#escape')?.submit()
      },
      () => window.open(http),
      () => {
        location.href = http
      },
    ]
    for (const attempt of tries) {
      try {
        await Promise.race([attempt(), new Promise((resolve) => setTimeout(resolve, 50))])
      } catch {
        // Refused, which is what is wanted.
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
    return { tries: tries.length, violations: [...new Set(violations)] }
  }, port)
  expect(refused.tries).toBeGreaterThanOrEqual(20)
  expect(refused.violations).toEqual(expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem', 'frame-src']))
  expect(packets).toBe(0)
  expect(app.page.url()).toBe(before)
  // The counter does count.
  await fetch(`http://127.0.0.1:${port}`).catch(() => {})
  expect(packets).toBe(1)
  tcp.close()
  udp.close()
})

test('E-05: microphone and camera are given, everything else is denied', async ({ start }) => {
  const { page } = await start()
  const given = await page.evaluate(async () => {
    const outcome = async (ask: () => Promise<unknown>) =>
      ask().then(
        () => 'given',
        (error: unknown) => (error instanceof Error ? error.name : 'denied'),
      )
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true })
    for (const track of stream.getTracks()) track.stop()
    return {
      place: await outcome(() => new Promise((_give, deny) => navigator.geolocation.getCurrentPosition(_give, deny))),
      screen: await outcome(() => navigator.mediaDevices.getDisplayMedia({ video: true })),
      midi: await outcome(() => navigator.requestMIDIAccess({ sysex: true })),
      usb: await outcome(() =>
        (navigator as unknown as { usb: { requestDevice(o: object): Promise<unknown> } }).usb.requestDevice({
          filters: [],
        }),
      ),
      clipboard: await outcome(() => navigator.clipboard.readText()),
    }
  })
  for (const [what, outcome] of Object.entries(given)) expect(outcome, what).not.toBe('given')
})

test('E-06: no page leaves its place or opens another window', async ({ start }) => {
  const app = await start()
  const here = app.page.url()
  const opened = await app.page.evaluate(async () => {
    const targets = ['https://example.invalid/', 'ringdown-app://phone/ring.html', 'about:blank', 'file:///etc/passwd']
    const windows = targets.map((target) => window.open(target) === null)
    const link = document.createElement('a')
    link.href = 'ringdown-app://phone/ring.html'
    link.target = '_blank'
    document.body.append(link)
    link.click()
    link.target = ''
    link.href = 'https://example.invalid/'
    link.click()
    location.assign('ringdown-app://phone/ring.html')
    await new Promise((resolve) => setTimeout(resolve, 300))
    return windows
  })
  expect(opened).toEqual([true, true, true, true])
  expect(app.page.url()).toBe(here)
  expect(app.electron.windows()).toHaveLength(2)
})

test('E-07: nothing in the bundle opens an address outside', () => {
  const archive = packagedArchive('release')
  const ours = listPackage(archive, { isPack: false }).filter(
    (file) => file.startsWith('/dist/app/') && file.endsWith('.cjs'),
  )
  expect(ours.length).toBeGreaterThan(2)
  for (const file of ours) expect(extractFile(archive, file.slice(1)).toString()).not.toContain('openExternal')
})

test('E-08: the ring window’s page may answer a ring and ask nothing else', async ({ start }) => {
  const app = await start()
  const answers = await app.ring.evaluate(async () => {
    const bridge = (globalThis as unknown as { ringdown: Record<string, (request: unknown) => Promise<unknown>> })
      .ringdown
    return Promise.all(
      ['startUp', 'hostOffice', 'quit', 'joinOffice', 'answerRing'].map(async (name) => bridge[name]?.(null)),
    )
  })
  const refused = { status: 'refused', problem: 'sender' }
  expect(answers).toEqual([refused, refused, refused, refused, { status: 'refused', problem: 'request' }])
})

test('E-09: preload gives at most 48 functions, these', async ({ start }) => {
  const { page } = await start()
  const names = await page.evaluate(() => Object.keys((globalThis as unknown as { ringdown: object }).ringdown).sort())
  expect(names).toEqual([
    'answerRing',
    'changeOffice',
    'connectOffice',
    'drawQr',
    'examine',
    'findOffices',
    'forgetOffice',
    'hostOffice',
    'joinOffice',
    'log',
    'onRing',
    'onShell',
    'openLogs',
    'quit',
    'reportState',
    'setClassic',
    'setPreferences',
    'showMissed',
    'showRing',
    'startUp',
    'stopHosting',
  ])
  expect(names.length).toBeLessThanOrEqual(48)
})

test('E-15: a profile is its user’s only, and a second start of it shows the first one’s window', async ({ start }) => {
  const app = await start()
  expect(statSync(profileOf(app.home)).mode & 0o777).toBe(0o700)
  await putMainWindow(app, 'hidden')
  expect(await windowsShown(app)).toBe(0)
  expect(await startAgain(app.home)).toBe(0)
  await expect.poll(() => windowsShown(app)).toBe(1)
  // Another profile beside it is another person.
  const other = await start({ home: app.home, args: ['--profile', 'second'] })
  await other.page.getByRole('textbox', { name: 'Your name' }).waitFor()
})
