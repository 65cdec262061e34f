/** Bars of 2 × 2…18 px every 4 px, centred on a height of 24. Pure. */
export function lanePath(levels: readonly number[], from: number): string {
  return levels
    .map((level, index) => {
      const height = Math.round(2 + Math.min(1, level) * 16)
      return `M${(from + index) * 4} ${12 - height / 2}h2v${height}h-2z`
    })
    .join('')
}
