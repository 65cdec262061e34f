import { useMemo } from 'react'

import type { GroupView, PersonView, PhoneView } from '../view-model.ts'
import type { Found } from './search.ts'
import { searched } from './search.ts'
import { useHeard } from './use-heard.ts'

const HAN = /\p{Script=Han}/u

/** What the list shows while something is typed. A favourite comes before others that fit as well. */
export function useSearch(
  text: string,
  { people, groups }: Pick<PhoneView, 'people' | 'groups'>,
): { readonly people: readonly Found<PersonView>[]; readonly groups: readonly Found<GroupView>[] } {
  const wanted = useMemo(
    () => text.trim() !== '' && [...people, ...groups].some(({ name }) => HAN.test(name)),
    [text, people, groups],
  )
  const heard = useHeard(wanted)
  return useMemo(() => {
    if (text.trim() === '') return { people: [], groups: [] }
    const favouritesFirst = [...people.filter((one) => one.favourite), ...people.filter((one) => !one.favourite)]
    return { people: searched(text, favouritesFirst, heard), groups: searched(text, groups, heard) }
  }, [text, people, groups, heard])
}
