import type { ReactNode } from 'react'
import { useId } from 'react'

import styles from './Row.module.css'

interface RowProps {
  readonly name: string
  readonly lead: ReactNode
  readonly selected: boolean
  readonly onOpen: () => void
  /** What is at the far end and always seen. */
  readonly children?: ReactNode
}

/** A plain row of the sidebar: the whole of it selects. */
export function Row({ name, lead, selected, onOpen, children }: RowProps) {
  const end = useId()
  return (
    <div className={selected ? `${styles.row} ${styles.selected}` : styles.row} data-row>
      <button
        type="button"
        className={styles.open}
        tabIndex={-1}
        aria-label={name}
        aria-describedby={children ? end : undefined}
        aria-current={selected || undefined}
        onClick={onOpen}
      />
      <span className={styles.lead}>{lead}</span>
      <span className={`${styles.name} clip`}>{name}</span>
      <span className={styles.end} id={end}>
        {children}
      </span>
    </div>
  )
}
