import { ChevronDown } from 'lucide-react'
import type { CSSProperties, InputHTMLAttributes, ReactNode, Ref } from 'react'

import styles from './Field.module.css'
import { Icon } from './Icon.tsx'

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'onChange'> {
  readonly label: string
  readonly onText: (text: string) => void
  readonly large?: boolean
  readonly inputRef?: Ref<HTMLInputElement>
}

/** A text field; its accessible name is always there, also where its label is drawn elsewhere. */
export function TextField({ label, onText, large = false, inputRef, ...native }: TextFieldProps) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      className={large ? `${styles.input} ${styles.large}` : styles.input}
      aria-label={label}
      ref={inputRef}
      onChange={(event) => onText(event.target.value)}
      {...native}
    />
  )
}

interface SelectBoxProps {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly children: ReactNode
}

export function SelectBox({ label, value, onValue, children }: SelectBoxProps) {
  return (
    <span className={styles.box}>
      <select
        className={styles.select}
        aria-label={label}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      >
        {children}
      </select>
      <Icon of={ChevronDown} />
    </span>
  )
}

interface SwitchProps {
  readonly label: string
  readonly on: boolean
  readonly onChange: (on: boolean) => void
}

export function Switch({ label, on, onChange }: SwitchProps) {
  return (
    <span className={styles.switch}>
      <input
        type="checkbox"
        role="switch"
        aria-label={label}
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span />
    </span>
  )
}

interface SliderProps {
  readonly label: string
  /** 0…1 */
  readonly value: number
  readonly onValue: (value: number) => void
}

export function Slider({ label, value, onValue }: SliderProps) {
  const percent = Math.round(value * 100)
  const fill = { '--fill-to': `${percent}%` } as CSSProperties
  return (
    <input
      type="range"
      min="0"
      max="100"
      className={styles.slider}
      style={fill}
      aria-label={label}
      value={percent}
      onChange={(event) => onValue(Number(event.target.value) / 100)}
    />
  )
}
