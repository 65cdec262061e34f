import type { KeyboardEvent, RefObject } from 'react'
import { useCallback, useLayoutEffect, useRef } from 'react'

/** A row marks itself with `data-row`; its buttons have `tabIndex={-1}`, one of them gets 0 here. */
const rowsOf = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('[data-row]')]
const stopsOf = (row: HTMLElement | undefined) => [
  ...(row?.querySelectorAll<HTMLButtonElement>('button:enabled') ?? []),
]

/**
 * Where an arrow key leads from one stop of a list. Pure.
 *
 * @param rows how many stops each row has
 * @returns row and stop; null when the key is none of these
 */
export function nextStop(
  key: string,
  at: { readonly row: number; readonly stop: number },
  rows: readonly number[],
): { readonly row: number; readonly stop: number } | null {
  const last = rows.length - 1
  const inRow = (row: number) => ({ row, stop: Math.min(at.stop, (rows[row] ?? 1) - 1) })
  switch (key) {
    case 'ArrowDown':
      return inRow(Math.min(at.row + 1, last))
    case 'ArrowUp':
      return inRow(Math.max(at.row - 1, 0))
    case 'Home':
      return inRow(0)
    case 'End':
      return inRow(last)
    case 'ArrowRight':
      return { row: at.row, stop: Math.min(at.stop + 1, (rows[at.row] ?? 1) - 1) }
    case 'ArrowLeft':
      return { row: at.row, stop: Math.max(at.stop - 1, 0) }
    default:
      return null
  }
}

interface Roving {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: () => void
}

/**
 * One stop of Tab for a list of any length: arrows, Home and End go between its rows, left and right between the buttons of a row
 * (WAI-ARIA Authoring Practices, roving tabindex). The stop is where the focus was last, otherwise the selected row, otherwise the first.
 */
export function useRoving(): Roving {
  const ref = useRef<HTMLDivElement>(null)
  const current = useRef<HTMLElement | null>(null)

  const mark = useCallback(() => {
    const list = ref.current
    if (!list) return
    const kept = current.current && list.contains(current.current) ? current.current : null
    const stop = kept ?? list.querySelector<HTMLElement>('[data-row] [aria-current]') ?? stopsOf(rowsOf(list)[0])[0]
    for (const other of list.querySelectorAll<HTMLElement>('[data-row] button[tabindex="0"]')) {
      if (other !== stop) other.tabIndex = -1
    }
    if (stop) stop.tabIndex = 0
  }, [])
  // After each drawing: a row may have come, gone, or be the selected one now.
  useLayoutEffect(mark)

  const onFocus = useCallback(() => {
    const { activeElement } = document
    if (!(activeElement instanceof HTMLElement) || !activeElement.closest('[data-row]')) return
    current.current = activeElement
    mark()
  }, [mark])
  const onKeyDown = useCallback((event: KeyboardEvent) => {
    const list = ref.current
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]')
    if (!list || !row || event.ctrlKey || event.metaKey || event.altKey) return
    const rows = rowsOf(list)
    const at = { row: rows.indexOf(row), stop: stopsOf(row).indexOf(event.target as HTMLButtonElement) }
    const counts = rows.map((one) => stopsOf(one).length)
    const next = nextStop(event.key, at, counts)
    if (!next) return
    event.preventDefault()
    stopsOf(rows[next.row])[next.stop]?.focus()
  }, [])
  return { ref, onKeyDown, onFocus }
}
