// The two containers of an application's icon. Pure: pictures in, bytes out.

/** @typedef {{ size: number, png: Buffer }} Picture size in px; pictures are square */

/** Header and entry of an .ico file, bytes (Microsoft, "ICONDIR" and "ICONDIRENTRY"). */
const ICO_HEAD = 6
const ICO_ENTRY = 16

/**
 * An .ico file with PNG pictures, as Windows reads them since Vista.
 * @param {readonly Picture[]} pictures up to 256 px
 */
export function icoOf(pictures) {
  const head = Buffer.alloc(ICO_HEAD + ICO_ENTRY * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let at = head.length
  for (const [index, { size, png }] of pictures.entries()) {
    if (size > 256) throw new Error(`an .ico file has no room for ${size} px`)
    const entry = ICO_HEAD + ICO_ENTRY * index
    // 256 is written as 0: there is one byte for it.
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(png.length, entry + 8)
    head.writeUInt32LE(at, entry + 12)
    at += png.length
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}

/** Types of an .icns file that take PNG, by their size in px; those for screens of twice the density come first. */
const ICNS_TYPES = /** @type {const} */ ([
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
])

/** What icnsOf needs, px. */
export const ICNS_SIZES = [...new Set(ICNS_TYPES.map(([, size]) => size))]

/**
 * An .icns file. The smallest pictures, of 16 and 32 points, are drawn from their twins of double density.
 * @param {readonly Picture[]} pictures one of each of ICNS_SIZES
 */
export function icnsOf(pictures) {
  const parts = ICNS_TYPES.map(([type, size]) => {
    const picture = pictures.find((one) => one.size === size)
    if (!picture) throw new Error(`an .icns file needs a picture of ${size} px`)
    return block(type, picture.png)
  })
  return block('icns', Buffer.concat(parts))
}

/** A type, the length of all, and the content: both the file and its parts are so. @param {string} type @param {Buffer} content */
function block(type, content) {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(head.length + content.length, 4)
  return Buffer.concat([head, content])
}
