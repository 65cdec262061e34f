import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

import { Icon } from '../parts/Icon.tsx'
import { Back } from './Back.tsx'
import styles from './Head.module.css'

interface HeadProps {
  readonly name: string
  /** Beside the name: how sure we are of it. */
  readonly mark?: ReactNode
  readonly lead: ReactNode
  /** Under the name. */
  readonly line: ReactNode
  readonly warn?: boolean
  /** Outside of a call the head is no wider than the text below it. */
  readonly idle?: boolean
  readonly onBack: () => void
  readonly children?: ReactNode
}

/** The head of the pane: never changes its height, the name never moves. */
export function Head({ name, mark, lead, line, warn = false, idle = false, onBack, children }: HeadProps) {
  return (
    <header className={idle ? `${styles.head} ${styles.idle}` : styles.head}>
      <Back onBack={onBack} />
      {lead}
      <div className="grow">
        <div className={styles.name}>
          <h2 className="clip" title={name}>
            <bdi>{name}</bdi>
          </h2>
          {mark}
        </div>
        <div className={warn ? `${styles.line} ${styles.warn}` : styles.line}>
          {warn && <Icon of={TriangleAlert} size={14} />}
          {line}
        </div>
      </div>
      <div className={styles.acts}>{children}</div>
    </header>
  )
}
