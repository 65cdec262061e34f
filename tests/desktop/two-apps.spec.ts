import { expectHears } from '../support/media-flow.ts'
import { test, twoApps } from './support/app-rig.ts'

test('one app hosts, another joins by invitation, and they hear each other', async ({ start }) => {
  const { first, second } = await twoApps(start)
  await expectHears(first.page)
  await expectHears(second.page)
})
