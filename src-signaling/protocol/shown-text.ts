/** Turns the direction of text around, or draws nothing at all; ZWNJ and ZWJ stay, some languages need them between letters. */
const INVISIBLE =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0\u{E0000}-\u{E007F}]/gu
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu

/**
 * A text that somebody else wrote, fit to be shown in one line: line breaks and control characters become spaces, and what hides
 * or turns text around is cut. Pure.
 */
export const shownText = (text: string): string =>
  text.normalize('NFC').replace(BREAKS, ' ').replace(INVISIBLE, '').replace(/ +/g, ' ').trim()
