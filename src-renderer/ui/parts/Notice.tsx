import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

import { Icon } from './Icon.tsx'
import styles from './Notice.module.css'

interface NoticeProps {
  readonly icon: LucideIcon
  readonly text: string
  /** What can be done about it. */
  readonly children?: ReactNode
}

/** Works, but a person should know or act. It stands in a live region that is there before it. */
export function Notice({ icon, text, children }: NoticeProps) {
  return (
    <div className={styles.notice}>
      <Icon of={icon} />
      <span className="grow">{text}</span>
      {children}
    </div>
  )
}
