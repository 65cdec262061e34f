import * as z from 'zod'

import { displayNameSchema, groupNameSchema } from '../../src-signaling/protocol/index.ts'
import { storedList } from './stored-list.ts'

const profileSchema = z.object({
  name: displayNameSchema.nullable().catch(null),
  groups: storedList(groupNameSchema, 256),
})
type Profile = z.infer<typeof profileSchema>

/** Who this tab is: the name, and the ring groups to be in again after a reload. */
export interface ProfileStore {
  get(): Profile
  change(part: Partial<Profile>): void
}

/** @param storage of the browser for its lasting person, of the tab for a per-tab one */
export function createProfileStore(storage: Storage): ProfileStore {
  const key = 'ringdown-profile'
  let profile = read(storage, key)
  return {
    get: () => profile,
    change(part) {
      profile = profileSchema.parse({ ...profile, ...part })
      try {
        storage.setItem(key, JSON.stringify(profile))
      } catch {
        // It holds until the page is closed.
      }
    },
  }
}

function read(storage: Storage, key: string): Profile {
  try {
    return profileSchema.parse(JSON.parse(storage.getItem(key) ?? '{}'))
  } catch {
    return profileSchema.parse({})
  }
}
