import { Plus } from 'lucide-react'
import { useState } from 'react'

import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useWords } from '../use-words.ts'
import type { GroupView } from '../view-model.ts'
import { GroupRow } from './GroupRow.tsx'
import { JoinGroup } from './JoinGroup.tsx'
import styles from './Sidebar.module.css'

interface GroupsSectionProps {
  readonly groups: readonly GroupView[]
  readonly isSelected: (group: GroupView) => boolean
  readonly onOpen: (name: string) => void
  /** Why nobody can be called now; empty when one can. */
  readonly noCall: string
}

/** Ring groups; the plus joins one, and makes it if it is not there. */
export function GroupsSection({ groups, isSelected, onOpen, noCall }: GroupsSectionProps) {
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
            <GroupRow
              key={group.name}
              group={group}
              noCall={noCall}
              selected={isSelected(group)}
              onOpen={() => onOpen(group.name)}
            />
          ))}
        </ul>
      )}
    </>
  )
}
