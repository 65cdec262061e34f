import { expect, test } from '../support/browser-rig.ts'

test('the ring sounds, Silence stops it, and the call rings on', async ({ meet }) => {
  const ana = await meet('Ana')
  const ben = await meet('Ben')
  await ana.call('Ben')
  await ben.page.getByRole('alertdialog').waitFor()
  const sounds = () => ben.page.evaluate(() => globalThis.ringdownProbe.counts()['sounds'])
  // Ringtone, signal in the title, wake lock; without the ringtone two are left.
  await expect.poll(sounds).toBe(4)
  await ben.press('Silence')
  await expect.poll(sounds).toBe(2)
  await expect(ben.page.getByText('Silenced, still ringing').first()).toBeVisible()
  await ben.accept()
  await ben.talks()
})
