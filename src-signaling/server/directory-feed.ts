import type { Clock } from '../client/clock.ts'
import type { Directory } from '../directory/directory.ts'
import { contactOf } from '../directory/directory.ts'
import type { RingGroups } from '../directory/ring-groups.ts'
import type { ContactId, DirectoryDelta, GroupName } from '../protocol/index.ts'

/** Changes are gathered this long before everybody hears of them, ms. */
const BATCH = 100
/**
 * The next batch goes out no sooner than this long for each phone that was told the last, ms, up to SLOWEST: when everybody comes at
 * once, to say who is here must not keep the host from letting in the others. What changes after a pause is told after BATCH.
 */
const PER_PHONE = 1
const SLOWEST = 1_000

/**
 * Tells everybody what changed in the directory, in one message per batch. A batch says how things are when it goes out, so whoever came
 * meanwhile hears again what their welcome said, and never something older.
 */
export interface DirectoryFeed {
  contactChanged(contact: ContactId): void
  groupChanged(group: GroupName): void
  /** Everything, for a welcome. */
  full(): DirectoryDelta
  close(): void
}

/** @param broadcast tells everybody, and returns how many that are */
export function createDirectoryFeed(
  clock: Clock,
  look: () => { readonly directory: Directory; readonly groups: RingGroups },
  broadcast: (delta: DirectoryDelta) => number,
): DirectoryFeed {
  const contacts = new Set<ContactId>()
  const groups = new Set<GroupName>()
  let stop: (() => void) | null = null
  let nextAt = 0
  let closed = false

  function flush(): void {
    stop = null
    if (contacts.size + groups.size === 0) return
    const delta = partial()
    contacts.clear()
    groups.clear()
    nextAt = clock.now() + Math.min(SLOWEST, PER_PHONE * broadcast(delta))
  }

  function partial(): DirectoryDelta {
    const { directory, groups: all } = look()
    const people = [...contacts].map((id) => [id, directory.people.get(id)] as const)
    const named = [...groups].map((name) => [name, all.get(name)] as const)
    return {
      contacts: people.flatMap(([, person]) => (person ? [contactOf(person, clock.now())] : [])),
      contactsGone: people.filter(([, person]) => !person).map(([id]) => id),
      groups: named.flatMap(([name, members]) => (members ? [{ name, members: [...members] }] : [])),
      groupsGone: named.filter(([, members]) => !members).map(([name]) => name),
    }
  }

  const soon = () => {
    if (!closed) stop ??= clock.after(Math.max(BATCH, nextAt - clock.now()), flush)
  }
  return {
    contactChanged(contact) {
      contacts.add(contact)
      soon()
    },
    groupChanged(group) {
      groups.add(group)
      soon()
    },
    full() {
      const { directory, groups: all } = look()
      return {
        contacts: [...directory.people.values()].map((person) => contactOf(person, clock.now())),
        contactsGone: [],
        groups: [...all].map(([name, members]) => ({ name, members: [...members] })),
        groupsGone: [],
      }
    },
    close() {
      closed = true
      stop?.()
      stop = null
    },
  }
}
