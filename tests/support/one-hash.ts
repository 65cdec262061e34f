/** Pairs of letters with one value of 31·a + b: texts made of them have one hash in a table that hashes so. */
const PIECES = ['Ao', 'BP', 'C1']

/** The n-th text of one hash; 177,147 of 22 letters. */
export function textOfOneHash(n: number, letters = 22): string {
  let rest = n
  return Array.from({ length: letters / 2 }, () => {
    const piece = PIECES[rest % PIECES.length] ?? ''
    rest = Math.floor(rest / PIECES.length)
    return piece
  }).join('')
}
