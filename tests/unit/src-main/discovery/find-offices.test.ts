import { expect, test } from 'vitest'

import { announcementOf } from '../../../../src-main/discovery/announcement.ts'
import { createFindOffices } from '../../../../src-main/discovery/find-offices.ts'
import type { Browsing } from '../../../../src-main/discovery/mdns.ts'
import type { Search } from '../../../../src-main/ipc/contract.ts'

const PIN = 'P'.repeat(43)
const heard = (id: string, pin = PIN) => ({
  id,
  from: '192.168.5.12',
  port: 7443,
  announcement: announcementOf('Studio North', 'ben-pc', pin),
})

function rig(networks = [{ address: '192.168.5.30', range: '192.168.5.0/24' }]) {
  const told: Search[] = []
  const state: { browsing: Browsing | null; stopped: number } = { browsing: null, stopped: 0 }
  const finder = createFindOffices({
    networks: () => networks,
    browse(browsing) {
      state.browsing = browsing
      return () => (state.stopped += 1)
    },
    readCertificate: () => Promise.resolve({ status: 'read', pin: PIN, trusted: false }),
    words: () => Promise.resolve('harbour · violet · seven · oak'),
    changed: (search) => told.push(search),
  })
  return { finder, told, state, last: () => told.at(-1) }
}

test('an office is shown at once, and can be joined once its certificate was read', async () => {
  const { finder, state, told, last } = rig()
  finder.start()
  state.browsing?.heard(heard('one'))
  expect(last()?.offices).toMatchObject([{ id: 'one', name: 'Studio North', pin: null, words: null }])
  await expect.poll(() => last()?.offices[0]?.pin).toBe(PIN)
  expect(last()?.offices[0]?.words).toBe('harbour · violet · seven · oak')
  expect(told[0]).toEqual({ offices: [], networks: ['192.168.5.0/24'], trouble: null })
})

test('S-15: an office whose certificate does not fit what was announced is taken away', async () => {
  const { finder, state, last } = rig()
  finder.start()
  state.browsing?.heard(heard('liar', 'X'.repeat(43)))
  await expect.poll(() => last()?.offices).toEqual([])
})

test('S-15: noise fills no more than 32 places', () => {
  const { finder, state, last } = rig()
  finder.start()
  for (let index = 0; index < 500; index += 1) state.browsing?.heard(heard(`office ${index}`))
  expect(last()?.offices).toHaveLength(32)
})

test('an office that says goodbye disappears', () => {
  const { finder, state, last } = rig()
  finder.start()
  state.browsing?.heard(heard('one'))
  state.browsing?.gone('one')
  expect(last()?.offices).toEqual([])
})

test('no network and a refusal by the system are told', () => {
  const none = rig([])
  none.finder.start()
  expect(none.last()?.trouble).toBe('no-network')
  const refused = rig()
  refused.finder.start()
  refused.state.browsing?.failed(new Error('EACCES'))
  expect(refused.last()?.trouble).toBe('refused')
})

test('looking is ended by its handle, and begun anew', () => {
  const { finder, state } = rig()
  finder.start()
  finder.start()
  finder.stop()
  finder.stop()
  expect(state.stopped).toBe(1)
})
