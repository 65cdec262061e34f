import { expect } from '@playwright/test'

import { expectWithin, whenSeen } from '../support/browser-rig.ts'
import { expectHears } from '../support/media-flow.ts'
import { test } from './support/lan-rig.ts'

test('F-44: one-way media is shown at both ends within 5 s, and is gone when it flows again', async ({ lan, sit }) => {
  const [here, there] = [lan.machine(), lan.machine()]
  const ana = await sit(here, 'Ana')
  const ben = await sit(there, 'Ben')
  await ana.call('Ben')
  await ben.accept()
  await Promise.all([ana.talks(), ben.talks()])
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])

  const shown = Promise.all([
    whenSeen(ana.page, 'p', 'Nothing is arriving from Ben'),
    whenSeen(ben.page, '[role=status]', 'Ana can’t hear you right now'),
  ])
  const deaf = Date.now()
  here.drop('udp dport != 53', 'in')
  const [atTheDeaf, atTheSpeaking] = await shown
  expectWithin(atTheDeaf - deaf, 5_000, 'no sound to said so at the end that hears nothing')
  expectWithin(atTheSpeaking - deaf, 5_000, 'no sound to said so at the end that is not heard')
  await expect(ben.page.getByRole('timer').first()).toBeVisible()

  here.heal()
  await Promise.all([expectHears(ana.page), expectHears(ben.page)])
  await expect(ana.page.getByText('Nothing is arriving from Ben')).toHaveCount(0)
  await expect(ben.page.getByText('Ana can’t hear you right now')).toHaveCount(0)
})
