import type { ReactNode } from 'react'

import { Switch } from '../parts/Field.tsx'
import styles from './SettingsPane.module.css'

interface SettingProps {
  readonly label: string
  /** The label stands on the line of plain text, not of a control. */
  readonly plain?: boolean
  readonly children: ReactNode
}

/** A setting: its label, and what belongs to it. */
export function Setting({ label, plain = false, children }: SettingProps) {
  return (
    <div className={plain ? `${styles.setting} ${styles.plain}` : styles.setting}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      <div className={styles.main}>{children}</div>
    </div>
  )
}

interface SwitchLineProps {
  readonly label: string
  readonly hint: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

/** A switch with one line that says what it is good for. */
export function SwitchLine({ label, hint, on, onChange }: SwitchLineProps) {
  return (
    <div className={styles.line}>
      <div className="grow">
        <p>{label}</p>
        <p className={styles.hint}>{hint}</p>
      </div>
      <Switch label={label} on={on} onChange={onChange} />
    </div>
  )
}
