import { Phone, Plus, Users } from 'lucide-react'
import { useState } from 'react'

import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { GroupView } from '../view-model.ts'
import { JoinGroup } from './JoinGroup.tsx'
import row from './Row.module.css'
import styles from './Sidebar.module.css'

interface GroupsSectionProps {
  readonly groups: readonly GroupView[]
  readonly isSelected: (group: GroupView) => boolean
  readonly onOpen: (name: string) => void
}

/** Ring groups; the plus joins one, and makes it if it is not there. */
export function GroupsSection({ groups, isSelected, onOpen }: GroupsSectionProps) {
  const { t } = useWords()
  const [joining, setJoining] = useState(false)
  return (
    <>
      <div className={styles.section}>
        <h2>{t('list.groups')}</h2>
        <IconButton size={24} label={t('list.joinGroup')} aria-expanded={joining} onClick={() => setJoining(!joining)}>
          <Icon of={Plus} size={14} />
        </IconButton>
      </div>
      {joining && <JoinGroup onDone={() => setJoining(false)} />}
      {groups.length > 0 && (
        <ul aria-label={t('list.groups')}>
          {groups.map((group) => (
            <GroupRow key={group.name} group={group} selected={isSelected(group)} onOpen={() => onOpen(group.name)} />
          ))}
        </ul>
      )}
    </>
  )
}

interface GroupRowProps {
  readonly group: GroupView
  readonly selected: boolean
  readonly onOpen: () => void
}

function GroupRow({ group, selected, onOpen }: GroupRowProps) {
  const { call } = useActions()
  const { t } = useWords()
  const { name } = group
  const others = group.memberNames.length
  return (
    <li className={selected ? `${row.row} ${row.selected}` : row.row} aria-label={name}>
      <button
        type="button"
        className={row.open}
        aria-label={name}
        aria-current={selected || undefined}
        onClick={onOpen}
      />
      <span className={row.lead}>
        <Icon of={Users} />
      </span>
      <span className={`${row.name} clip`}>{name}</span>
      <span className={`${row.state} clip`}>
        {others === 0 ? t('list.groupAlone') : t('list.free', { free: group.free, count: others })}
      </span>
      <span className={row.acts}>
        <IconButton
          size={28}
          label={t('list.call', { name })}
          onClick={() => call({ group: name }, { video: false, subject: null })}
        >
          <Icon of={Phone} />
        </IconButton>
      </span>
    </li>
  )
}
