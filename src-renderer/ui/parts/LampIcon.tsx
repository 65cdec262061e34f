import type { ReactNode } from 'react'

import type { Lamp } from '../view-model.ts'
import styles from './LampIcon.module.css'

const dot = (radius: number) => <circle cx="6" cy="6" r={radius} fill="currentColor" stroke="none" />
const ring = <circle cx="6" cy="6" r="4.75" />

/** Colour and shape say the same; text beside it says it in words. */
const SHAPES: Readonly<Record<Lamp, ReactNode>> = {
  free: dot(4.5),
  'in-call': (
    <>
      {ring}
      {dot(2.25)}
    </>
  ),
  'do-not-disturb': (
    <>
      {ring}
      <path d="M3.75 6h4.5" strokeWidth="1.75" />
    </>
  ),
  away: (
    <>
      {ring}
      <path d="M6 3.5V6l1.75 1.25" />
    </>
  ),
  unreachable: (
    <>
      {ring}
      <path d="m2.75 9.25 6.5-6.5" />
    </>
  ),
  unknown: <circle cx="6" cy="6" r="4.75" strokeDasharray="2.2 2.77" />,
  'calling-you': (
    <>
      {dot(3.25)}
      <circle cx="6" cy="6" r="5.25" />
    </>
  ),
}

export function LampIcon({ lamp }: { readonly lamp: Lamp }) {
  return (
    <svg className={`${styles.lamp} ${styles[lamp] ?? ''}`} viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[lamp]}
    </svg>
  )
}
