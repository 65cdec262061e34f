import { expect, test } from 'vitest'

import { createProfileStore } from '../../../../src-renderer/settings/profile-store.ts'
import { memoryStorage } from '../../../support/memory-storage.ts'

test('B-13: the 65th group loses no other, and a damaged one loses itself only', () => {
  const storage = memoryStorage()
  const groups = Array.from({ length: 65 }, (_, index) => `group ${index}`)
  createProfileStore(storage).change({ groups })
  expect(createProfileStore(storage).get().groups).toEqual(groups)
  const damaged = memoryStorage({ 'ringdown-profile': JSON.stringify({ name: 'Ana', groups: ['001', '', 3, '002'] }) })
  expect(createProfileStore(damaged).get()).toEqual({ name: 'Ana', groups: ['001', '002'] })
})
