import { Check } from 'lucide-react'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { useEffect, useLayoutEffect, useRef } from 'react'

import { Icon } from './Icon.tsx'
import styles from './Menu.module.css'
import { useWords } from '../use-words.ts'

export interface MenuItem {
  readonly key: string
  readonly label: string
  readonly lead: ReactNode
  readonly checked: boolean
  readonly onChoose: () => void
  /** A heading above this item. */
  readonly title?: string
  /** The heading that it stands below, the first item's own included: part of its name. */
  readonly group?: string
}

interface MenuProps {
  readonly label: string
  readonly items: readonly MenuItem[]
  /** The button that opened it: its own click closes it, and it has the focus again afterwards. */
  readonly button: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

/** A menu with the keys of the ARIA pattern "menu button": arrows, Home, End, Escape, Enter. */
export function Menu({ label, items, button, onClose }: MenuProps) {
  const { t } = useWords()
  const list = useRef<HTMLDivElement>(null)
  const buttons = () => [...(list.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])]

  useEffect(() => {
    const checked = list.current?.querySelector<HTMLButtonElement>('[aria-checked="true"]')
    const first = checked ?? list.current?.querySelector('button')
    first?.focus()
    const outside = (event: PointerEvent) => {
      const target = event.target as Node
      if (!list.current?.contains(target) && !button.current?.contains(target)) onClose()
    }
    addEventListener('pointerdown', outside, { capture: true })
    return () => removeEventListener('pointerdown', outside, { capture: true })
  }, [button, onClose])

  // While the menu still has it: a focus that goes with its element ends on the page's body.
  useLayoutEffect(() => {
    const menu = list.current
    const opener = button.current
    return () => {
      if (menu?.contains(document.activeElement)) opener?.focus()
    }
  }, [button])

  function onKeyDown(event: KeyboardEvent): void {
    const all = buttons()
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
    if (event.key === 'Escape' || event.key === 'Tab') {
      // Escape closes the menu and nothing that lies below it; Tab goes on from the button.
      event.stopPropagation()
      onClose()
    }
    if (to === undefined) return
    event.preventDefault()
    all.at(to % all.length)?.focus()
  }

  return (
    <div className={styles.menu} role="menu" aria-label={label} ref={list} onKeyDown={onKeyDown} tabIndex={-1}>
      {items.map((item) => (
        <div key={item.key} role="none">
          {item.title && (
            <p className={styles.title} aria-hidden="true">
              {item.title}
            </p>
          )}
          <button
            type="button"
            role="menuitemradio"
            aria-checked={item.checked}
            className={styles.item}
            aria-label={item.group ? `${item.group}${t('between.label')}${item.label}` : item.label}
            onClick={() => {
              item.onChoose()
              onClose()
            }}
          >
            <span className={styles.lead}>{item.lead}</span>
            <span className="grow">{item.label}</span>
            {item.checked && <Icon of={Check} />}
          </button>
        </div>
      ))}
    </div>
  )
}
