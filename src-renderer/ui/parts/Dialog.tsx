import type { ReactNode } from 'react'
import { useId, useLayoutEffect, useRef } from 'react'

import { Button } from './Button.tsx'
import styles from './Dialog.module.css'

interface DialogProps {
  readonly title: string
  readonly text: string
  /** The words of the button that changes nothing. It has the focus at first, so that Enter loses nothing. */
  readonly cancel: string
  /** That button, and Escape. */
  readonly onCancel: () => void
  /** The buttons that do something. */
  readonly children: ReactNode
}

/** A question over everything. The browser's modal keeps the focus inside, and gives it back where it was (HTML, dialog focusing steps). */
export function Dialog({ title, text, cancel, onCancel, children }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  // Before React takes the element away: a dialog that is only removed does not give the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector<HTMLElement>('[data-cancel]')?.focus()
    return () => element?.close()
  }, [])
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
      <div className={styles.acts}>
        {children}
        <Button large data-cancel onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </dialog>
  )
}
