import type { ReactNode } from 'react'
import { useEffect, useId, useRef } from 'react'

import styles from './Dialog.module.css'

interface DialogProps {
  readonly title: string
  readonly text: string
  /** Escape, and nothing else that would lose something. */
  readonly onCancel: () => void
  readonly children: ReactNode
}

/** A question over everything; the browser's modal keeps the focus inside. */
export function Dialog({ title, text, onCancel, children }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      className={styles.dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={onCancel}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <p id={`${id}-text`}>{text}</p>
      <div className={styles.acts}>{children}</div>
    </dialog>
  )
}
