import { expect, test } from 'vitest'

import { invitedOffice } from '../../../../../src-renderer/ui/first-run/invited-office.ts'
import { invitationLink } from '../../../../../src-signaling/protocol/index.ts'

const link = (office: string) =>
  invitationLink({ v: 1, addresses: ['192.168.5.12'], port: 7443, pin: 'p'.repeat(43), office }, (text) =>
    Buffer.from(text).toString('base64url'),
  )

test('C-27: a page knows the office of the link that it was opened with, also of a link that was changed on its way', () => {
  expect(invitedOffice(link('Studio Nörd 北'))).toBe('Studio Nörd 北')
  expect(invitedOffice(`${link('Studio North')}&utm_source=chat`)).toBe('Studio North')
  expect(invitedOffice(`${link('Studio North')}.`)).toBe('Studio North')
})

test.each(['https://192.168.5.12:7443/', 'https://192.168.5.12:7443/#room=001', link('Studio North').slice(0, -30)])(
  'C-27: without a readable invitation it knows none: %s',
  (address) => {
    expect(invitedOffice(address)).toBeNull()
  },
)
