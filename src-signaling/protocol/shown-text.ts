/** Turns the direction of text around, or draws nothing at all; ZWNJ and ZWJ stay, some languages need them between letters. */
const INVISIBLE = /(?!\u200C|\u200D|\uFE0F)\p{Default_Ignorable_Code_Point}|\u2800/gu
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu

/**
 * A text that somebody else wrote, fit to be shown in one line: line breaks and control characters become spaces, and what hides
 * or turns text around is cut. Pure.
 */
export const shownText = (text: string): string =>
  text.normalize('NFC').replace(BREAKS, ' ').replace(INVISIBLE, '').replace(/ +/g, ' ').trim()
