import { Phone, Users } from 'lucide-react'
import { useId } from 'react'

import { Icon } from '../parts/Icon.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { GroupView } from '../view-model.ts'
import { EnterHint } from './EnterHint.tsx'
import { MarkedName } from './MarkedName.tsx'
import row from './Row.module.css'
import { RowCallButton } from './RowCallButton.tsx'
import type { Mark } from './search.ts'

interface GroupRowProps {
  readonly group: GroupView
  readonly selected: boolean
  readonly onOpen: () => void
  /** Why nobody can be called now; empty when one can. */
  readonly noCall: string
  readonly marks?: readonly Mark[]
  /** Enter in the search calls this one. */
  readonly chosen?: boolean
}

/** A ring group, and how many of it are free. */
export function GroupRow({ group, selected, onOpen, noCall, marks, chosen = false }: GroupRowProps) {
  const { call } = useActions()
  const { t } = useWords()
  const { name } = group
  const stateId = useId()
  const others = group.memberNames.length
  const state = others === 0 ? t('list.groupAlone') : t('list.free', { free: group.free, count: others })
  const names = [row.row, selected && row.selected, chosen && row.chosen]
  return (
    <li className={names.filter(Boolean).join(' ')} aria-label={name} data-row data-chosen={chosen || undefined}>
      <button
        type="button"
        className={row.open}
        tabIndex={-1}
        aria-label={name}
        aria-describedby={stateId}
        aria-current={selected || undefined}
        title={`${name}, ${state}`}
        onClick={onOpen}
      />
      <span className={row.lead}>
        <Icon of={Users} />
      </span>
      <span className={`${row.name} clip`}>
        <MarkedName name={name} marks={marks} />
      </span>
      <span className={`${row.state} clip`} id={stateId}>
        {chosen && noCall === '' ? <EnterHint /> : state}
      </span>
      <span className={row.acts}>
        <RowCallButton
          icon={Phone}
          label={t('list.call', { name })}
          noCall={noCall}
          onCall={() => call({ group: name }, { video: false, subject: null })}
        />
      </span>
    </li>
  )
}
