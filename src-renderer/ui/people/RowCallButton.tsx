import type { LucideIcon } from 'lucide-react'

import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'

interface RowCallButtonProps {
  readonly icon: LucideIcon
  readonly label: string
  /** Why nobody can be called now, told by its tooltip; empty when one can. */
  readonly noCall: string
  readonly onCall: () => void
}

/** A way to call from a row of the list. */
export function RowCallButton({ icon, label, noCall, onCall }: RowCallButtonProps) {
  return (
    <IconButton size={28} tabIndex={-1} label={label} disabled={noCall !== ''} title={noCall || label} onClick={onCall}>
      <Icon of={icon} />
    </IconButton>
  )
}
