import { initials } from '../format/initials.ts'
import styles from './Avatar.module.css'

interface AvatarProps {
  readonly name: string
  readonly size?: 32 | 48 | 96
  /** Outlined means: not here, as with the lamps. */
  readonly look?: 'onSide' | 'onDark' | 'inBand' | 'speaking' | 'dim' | 'dimOnDark' | 'head'
}

/** A person in grey initials, so that the lamps speak. */
export function Avatar({ name, size, look }: AvatarProps) {
  const names = [styles.avatar, size && styles[`size${size}`], look && styles[look]]
  return (
    <span className={names.filter(Boolean).join(' ')} aria-hidden="true">
      {initials(name)}
    </span>
  )
}
