import type { LucideIcon } from 'lucide-react'

interface IconProps {
  readonly of: LucideIcon
  readonly size?: 12 | 14 | 16 | 18 | 20 | 24
  /** The handset turned down: hang up, decline. */
  readonly down?: boolean
  readonly className?: string | undefined
}

/** A line icon with the stroke that its size needs (mock README, "Icons"). */
export function Icon({ of: Drawing, size = 16, down = false, className }: IconProps) {
  const stroke = size <= 12 ? 2.25 : size <= 14 ? 2 : 1.75
  const turn = down ? { rotate: '135deg' } : {}
  return (
    <Drawing
      size={size}
      strokeWidth={stroke}
      aria-hidden="true"
      className={className}
      style={{ flex: 'none', ...turn }}
    />
  )
}
