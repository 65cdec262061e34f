import { expect, test } from '../support/browser-rig.ts'

declare global {
  var shown: { title: string; body: string; open: boolean }[]
}

test('a hidden tab notifies of a ring by the system, and takes it back when the ring ends', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben', { permissions: ['notifications', 'microphone', 'camera'] })
  // Headless pages are never hidden, and nobody sees their notifications: the page is told so, and what it asks for is kept.
  await ben.page.evaluate(() => {
    globalThis.shown = []
    Object.defineProperty(document, 'hidden', { value: true })
    const record = class extends EventTarget {
      static permission = 'granted'
      readonly entry: (typeof globalThis.shown)[number]
      constructor(title: string, { body = '' }: NotificationOptions) {
        super()
        this.entry = { title, body, open: true }
        globalThis.shown.push(this.entry)
      }
      close() {
        this.entry.open = false
      }
    }
    Object.defineProperty(globalThis, 'Notification', { value: record })
    // A browser holds the timers of a hidden page back, for up to a minute.
    Object.defineProperty(globalThis, 'setInterval', { value: () => 0 })
  })
  await ana.call('Ben')
  const shown = () => ben.page.evaluate(() => globalThis.shown.map(({ title, open }) => ({ title, open })))
  await expect.poll(shown).toEqual([{ title: expect.stringContaining('Ana'), open: true }])
  await ana.press('Hang up')
  await expect.poll(shown).toEqual([{ title: expect.stringContaining('Ana'), open: false }])
  await expect(ben.page).toHaveTitle(/\(1\)/)
})

test('a tab blinks with the name of the caller while it rings; Accept does not touch it, the next beat calms it', async ({
  meet,
}) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  const seen = await ben.page.evaluate(async () => {
    const tab = () => `${document.title} ${document.querySelector('link[rel="icon"]')?.getAttribute('href')}`
    /** The next change of the tab. */
    const change = () =>
      new Promise<string>((resolve) => {
        const before = tab()
        const observer = new MutationObserver(() => {
          if (tab() === before) return
          observer.disconnect()
          // Title and icon change together; both are there in the next task.
          setTimeout(() => resolve(tab()))
        })
        observer.observe(document.head, { subtree: true, childList: true, characterData: true, attributes: true })
      })
    const isLit = () => tab().includes('Ana')
    if (!isLit()) await change()
    const rings = tab()
    const calm = await change()
    const again = await change()
    const next = change()
    const accept = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Accept')
    accept?.click()
    return { rings, calm, again, clicked: tab(), after: await next }
  })
  const rings = expect.stringMatching(/Ana.* \/icon-ringing\.svg$/)
  const calm = 'Ringdown /icon.svg'
  expect(seen).toEqual({ rings, calm, again: rings, clicked: rings, after: calm })
  await ben.talks()
  await expect(ben.page).toHaveTitle('Ringdown')
})
