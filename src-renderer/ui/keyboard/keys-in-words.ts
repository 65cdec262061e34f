import { isMac } from './is-mac.ts'

const MAC: Readonly<Record<string, string>> = { Control: '⌘', Shift: '⇧', Enter: '↩' }
const ELSEWHERE: Readonly<Record<string, string>> = { Control: 'Ctrl' }

/** Keys as they are printed on this keyboard. @param keys as in `aria-keyshortcuts`: "Control+Enter" */
export function keysInWords(keys: string, mac = isMac): string {
  return keys
    .split('+')
    .map((key) => (mac ? MAC : ELSEWHERE)[key] ?? key)
    .join(' ')
}
