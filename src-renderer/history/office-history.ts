import { memoOf } from '../memo.ts'
import type { HistoryStore } from './history-store.ts'
import type { Recent } from './recent.ts'
import { newsAt } from './recent.ts'

/** The recents of the office that this phone is in now: people of another one cannot be called here, and have no names (U-13). */
export type OfficeHistory = Omit<HistoryStore, 'close'>

/** @param office which one it is now; null where there is only one */
export function historyOfOffice(history: HistoryStore, office: () => string | null): OfficeHistory {
  const isHere = (recent: Recent): boolean => recent.office === null || recent.office === office()
  const stamped = (recent: Recent): Recent => ({ ...recent, office: office() })
  let lastOffice = office()
  let input = { list: history.list() }
  const list = memoOf(
    () => {
      // One value for as long as neither the list nor the office is another one.
      if (input.list !== history.list() || lastOffice !== office()) input = { list: history.list() }
      lastOffice = office()
      return input
    },
    (now) => now.list.filter(isHere),
  )
  return {
    list,
    missedUnseen: () =>
      list().filter((recent) => recent.direction === 'missed' && newsAt(recent) > history.seenUntil()).length,
    seenUntil: history.seenUntil,
    add: (recent) => history.add(stamped(recent)),
    learn: (recents) => history.learn(recents.map(stamped)),
    markSeen: history.markSeen,
    clear: (ids = list().map((recent) => recent.callId)) => history.clear(ids),
    failed: history.failed,
    subscribe: history.subscribe,
  }
}
