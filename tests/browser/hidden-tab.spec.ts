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
  })
  await ana.call('Ben')
  const shown = () => ben.page.evaluate(() => globalThis.shown.map(({ title, open }) => ({ title, open })))
  await expect.poll(shown).toEqual([{ title: expect.stringContaining('Ana'), open: true }])
  await ana.press('Hang up')
  await expect.poll(shown).toEqual([{ title: expect.stringContaining('Ana'), open: false }])
  await expect(ben.page).toHaveTitle(/\(1\)/)
})
