import { expect, test } from '../support/browser-rig.ts'
import { SHOW_ADDRESSES, chromiumLaunch } from '../support/chromium.ts'
import { expectHears } from '../support/media-flow.ts'

// Nobody answers the prompt with yes.
test.use({
  launchOptions: chromiumLaunch(['--deny-permission-prompts', SHOW_ADDRESSES], true),
})

test('F-60: permission denied: the call is there, listening only, and says what to do', async ({ meet }) => {
  const ana = await meet('Ana', { permissions: ['microphone', 'camera'] })
  const ben = await meet('Ben')
  await ana.call('Ben')
  await ben.accept()
  await ben.talks()
  await expect(ben.page.getByText('The browser is blocking the microphone.').first()).toBeVisible()
  await expect(ana.page.getByText('Ben can only listen').first()).toBeVisible()
  await expectHears(ben.page)
})
