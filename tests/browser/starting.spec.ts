import type { Browser, Page } from '@playwright/test'

import { expect, inCall, installedContext, test } from '../support/browser-rig.ts'

/** Somebody whose browser lacks something. @param spoil runs in the page before its script */
async function open(browser: Browser, url: string, spoil: () => void): Promise<Page> {
  const context = await installedContext(browser)
  await context.addInitScript(spoil)
  const page = await context.newPage()
  await page.goto(url)
  return page
}

async function join(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('navigation').waitFor()
}

const SPOILED: readonly (readonly [string, () => void])[] = [
  [
    'C-16: localStorage and sessionStorage may not be read',
    () => {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException('site data is blocked', 'SecurityError')
          },
        })
    },
  ],
  [
    'C-16: there is no storage at all',
    () => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(globalThis, name, { value: null })
    },
  ],
  [
    'C-15: IndexedDB never answers',
    () => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
    },
  ],
]

for (const [title, spoil] of SPOILED) {
  test(`${title}: the phone works, and says that nothing is kept`, async ({ browser, host }) => {
    const page = await open(browser, host.url, spoil)
    await join(page, 'Ana')
    await expect(page.getByText('cannot store recents and settings')).toBeVisible()
    await page.context().close()
  })
}

const WITHOUT: readonly (readonly [string, () => void])[] = [
  ['locks that never answer', () => void (LockManager.prototype.request = () => new Promise(() => {}))],
  ['no locks', () => void Object.defineProperty(navigator, 'locks', { value: undefined })],
  ['no devices', () => void Object.defineProperty(navigator, 'mediaDevices', { value: undefined })],
  [
    'no sound, no notifications, no gestures known',
    () => {
      for (const name of ['AudioContext', 'Notification', 'BroadcastChannel'])
        Object.defineProperty(globalThis, name, { value: undefined })
      Object.defineProperty(navigator, 'userActivation', { value: undefined })
    },
  ],
]

for (const [title, spoil] of WITHOUT) {
  test(`C-16: a browser with ${title} rings and answers`, async ({ browser, host, meet }) => {
    const ana = await meet('Ana')
    const page = await open(browser, host.url, spoil)
    await join(page, 'Ben')
    await ana.call('Ben')
    await page.getByRole('button', { name: 'Accept', exact: true }).click()
    await ana.talks()
    await ana.hangUp()
    await page.context().close()
  })
}

test('C-16: a browser whose notifications are for service workers only rings all the same', async ({
  browser,
  host,
  meet,
}) => {
  const ana = await meet('Ana')
  const page = await open(browser, host.url, () => {
    const only = () => {
      throw new TypeError('Illegal constructor')
    }
    Object.defineProperty(globalThis, 'Notification', { value: Object.assign(only, { permission: 'granted' }) })
    Object.defineProperty(document, 'hidden', { value: true })
  })
  await join(page, 'Ben')
  await ana.call('Ben')
  await page.getByRole('button', { name: 'Accept', exact: true }).click()
  await ana.talks()
  await ana.hangUp()
  await page.context().close()
})

test('C-16: without what calls need there is a sentence', async ({ browser, host }) => {
  const without = async (spoil: () => void, sentence: string) => {
    const page = await open(browser, host.url, spoil)
    await expect(page.getByRole('alert')).toContainText(sentence)
    await page.context().close()
  }
  await without(
    () => void Object.defineProperty(globalThis, 'RTCPeerConnection', { value: undefined }),
    'cannot make calls',
  )
  await without(() => void Object.defineProperty(crypto, 'subtle', { value: undefined }), 'is not secure')
  await without(
    () => void Object.assign(SubtleCrypto.prototype, { generateKey: () => Promise.reject(new Error('no keys')) }),
    'Something went wrong',
  )
})

test('C-14: the person is the same after a reload in which nothing can be written', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('disk full', 'QuotaExceededError')
    }
  })
  await ana.page.reload()
  await ana.page.getByRole('navigation').waitFor()
  await expect(ben.page.getByRole('listitem', { name: 'Ana' })).toHaveCount(1)
  await expect(ana.page.getByText('cannot store recents and settings')).toBeVisible()
})

test('C-22: the browser asks before it leaves a call, and not when nobody calls', async ({ meet }) => {
  const { caller, callee } = await inCall(meet, ['Ana', 'Ben'])
  const asked: string[] = []
  caller.page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.dismiss()
  })
  // A real gesture: without one the browser does not ask.
  await caller.page.getByRole('timer').first().click()
  await caller.page.keyboard.press('F5')
  await caller.page.evaluate(() => void setTimeout(() => location.reload()))
  await expect.poll(() => asked).toContain('beforeunload')
  await expect(caller.page.getByRole('toolbar')).toBeVisible()
  expect(await caller.page.evaluate(() => getComputedStyle(document.documentElement).overscrollBehaviorY)).toBe('none')
  await caller.hangUp()
  await callee.sees('Call ended')
  asked.length = 0
  await caller.page.reload()
  await caller.page.getByRole('navigation').waitFor()
  expect(asked).toEqual([])
})
