import type { ButtonHTMLAttributes, ReactNode } from 'react'

import styles from './Button.module.css'

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'className' | 'children'>

interface ButtonProps extends Native {
  readonly look?: 'primary' | 'go' | 'goQuiet' | 'endQuiet' | 'text'
  readonly large?: boolean
  /** In compact windows only the icon is seen; the name stays. */
  readonly fold?: boolean
  readonly icon?: ReactNode
  readonly submit?: boolean
  readonly children: ReactNode
}

/** A button with words. */
export function Button({ look, large = false, fold = false, icon, submit = false, children, ...native }: ButtonProps) {
  const names = [styles.button, look && styles[look], large && styles.large, fold && styles.fold]
  return (
    <button type={submit ? 'submit' : 'button'} className={names.filter(Boolean).join(' ')} {...native}>
      {icon}
      <span>{children}</span>
    </button>
  )
}

interface IconButtonProps extends Native {
  /** Its accessible name and its tooltip. */
  readonly label: string
  readonly size?: 24 | 28
  readonly end?: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A button that is only an icon; its name is always there. */
export function IconButton({ label, size, end = false, className, children, ...native }: IconButtonProps) {
  const names = [styles.icon, size && styles[`size${size}`], end && styles.end, className]
  return (
    <button type="button" className={names.filter(Boolean).join(' ')} aria-label={label} title={label} {...native}>
      {children}
    </button>
  )
}
