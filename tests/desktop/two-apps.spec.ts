import { expectHears } from '../support/media-flow.ts'
import { hostOffice, invitationOf, joinOffice, test } from './support/app-rig.ts'

test('one app hosts, another joins by invitation, and they talk', async ({ start }) => {
  const first = await start()
  await hostOffice(first, 'Maya Lindqvist')
  const invitation = await invitationOf(first)
  const second = await start()
  await joinOffice(second, 'Ben Okafor', invitation)
  await second.page.getByRole('button', { name: 'Skip' }).click()
  const maya = first.person('Maya Lindqvist')
  const ben = second.person('Ben Okafor')
  await ben.call('Maya Lindqvist')
  await first.page.getByRole('alertdialog').waitFor()
  await maya.accept()
  await maya.talks()
  await ben.talks()
  await expectHears(first.page)
  await expectHears(second.page)
})
