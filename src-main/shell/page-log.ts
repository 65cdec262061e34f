/** A page may write so many lines in a row, and one more for every REFILL. */
const BURST = 200
/** ms */
const REFILL = 100
/** Longer lines are cut, characters. */
const LONGEST = 1_000

/**
 * Lines of a page on their way into the app's log: a page that goes wild fills no disk, and a line cannot pretend to be two.
 * What was left out is counted.
 * @param now ms
 */
export function createPageLog(log: (line: string) => void, now: () => number): (page: string, line: string) => void {
  let room = BURST
  let last = now()
  let left = 0
  return (page, line) => {
    const at = now()
    room = Math.min(BURST, room + (at - last) / REFILL)
    last = at
    if (room < 1) {
      left += 1
      return
    }
    room -= 1
    if (left > 0) log(`${page}: ${left} lines were left out`)
    left = 0
    log(`${page}: ${oneLine(line)}`)
  }
}

/** A text as one line of a log, cut to what a line may have. Pure. */
export const oneLine = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' | ')
    .replace(/\p{Cc}/gu, ' ')
