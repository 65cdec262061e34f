const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/**
 * A name that is written from right to left, for the inside of a sentence: in FSI and PDI (UAX 9, "isolates"), so that it cannot turn the
 * sentence around. Every other text stays as it is. Pure.
 */
export const isolated = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text)
