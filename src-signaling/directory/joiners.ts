/*
 * ZERO WIDTH JOINER and NON-JOINER belong to the spelling of some languages: they stay where RFC 5892 appendix A (UTS #46 CONTEXTJ) allows them.
 */

const VIRAMAS =
  '\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u0e3a\\u0eba\\u0f84\\u1039\\u103a\\u1714\\u1715\\u1734\\u17d2' +
  '\\u1a60\\u1b44\\u1baa\\u1bab\\u1bf2\\u1bf3\\u2d7f\\ua806\\ua82c\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed\\u{10a3f}\\u{11046}\\u{1107f}\\u{110b9}\\u{11133}' +
  '\\u{11134}\\u{111c0}\\u{11235}\\u{112ea}\\u{1134d}\\u{11442}\\u{114c2}\\u{115bf}\\u{1163f}\\u{116b6}\\u{1172b}\\u{11839}\\u{1193d}\\u{1193e}\\u{119e0}' +
  '\\u{11a34}\\u{11a47}\\u{11a99}\\u{11c3f}\\u{11d44}\\u{11d45}\\u{11d97}'
/** Scripts whose letters join: the non-joiner parts two of them. */
const JOINING = '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Nko}\\p{Script=Mongolian}]'

const IN_PLACE = new RegExp(
  [
    // After a virama both.
    `(?<=[${VIRAMAS}])[\\u200c\\u200d]`,
    `(?<=${JOINING}\\p{M}*)\\u200c(?=${JOINING})`,
    // Pictures that are made of several.
    '(?<=\\p{Extended_Pictographic}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?)\\u200d(?=\\p{Extended_Pictographic})',
  ].join('|'),
  'gu',
)
/** What chooses the form of a picture stands after it. */
const PICTURE_FORM = /(?<=\p{Extended_Pictographic})\ufe0f/gu

/** A text without the joiners that stand in their place: what is invisible in the rest has no business there. Pure. */
export const withoutJoiners = (text: string): string => text.replace(IN_PLACE, '').replace(PICTURE_FORM, '')
