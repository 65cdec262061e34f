import { Search } from 'lucide-react'
import { useEffect, useRef } from 'react'

import { isMac } from '../keyboard/is-mac.ts'
import { TextField } from '../parts/Field.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useWords } from '../use-words.ts'
import styles from './SearchBox.module.css'

interface SearchBoxProps {
  readonly text: string
  /** It was asked for: it takes the focus, once. */
  readonly finding: boolean
  readonly onFound: () => void
  readonly onText: (text: string) => void
  /** Enter: calls the first hit, or redials from an empty box. */
  readonly onDial: () => void
  /** Down and up: the next hit, or the one before. */
  readonly onMove: (by: 1 | -1) => void
}

/** Finds people. */
export function SearchBox({ text, finding, onFound, onText, onDial, onMove }: SearchBoxProps) {
  const { t } = useWords()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!finding) return
    input.current?.focus()
    input.current?.select()
    onFound()
  }, [finding, onFound])

  return (
    <div className={styles.search} role="search">
      <Icon of={Search} />
      <TextField
        large
        label={t('list.search')}
        placeholder={t('list.search')}
        value={text}
        inputRef={input}
        data-focus-home
        onText={onText}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (text !== '' && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
            event.preventDefault()
            onMove(event.key === 'ArrowDown' ? 1 : -1)
          }
          if (event.repeat) return
          if (event.key === 'Enter') onDial()
          if (event.key === 'Escape') onText('')
        }}
      />
      <kbd className={styles.key} aria-hidden="true">
        {text === '' ? (isMac ? '⌘ K' : 'Ctrl K') : t('search.escape')}
      </kbd>
    </div>
  )
}
