/** Line feeds and other controls; separators of lines. */
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
/** What turns the direction of the text around it, and halves of a character (UTF-16). */
const DECEIVING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}\p{Cs}]/gu

/** A text of a client as it is shown to others: one line, nothing that changes how what stands beside it reads. Null: nothing is left. Pure. */
export function cleanLine(text: string): string | null {
  const line = text.replace(BREAKS, ' ').replace(DECEIVING, '').trim()
  return line === '' ? null : line
}
