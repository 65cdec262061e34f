/**
 * A switch that would open the app to whoever started it, or null (E-12): debuggers, a missing sandbox, a weaker fence.
 * @param refused names; the list is a file of its own, because the build that tests drive has an empty one
 * @param argv without the program; has what Node itself would read
 * @param has whether Chromium was started with a switch
 */
export function refusedSwitch(
  refused: readonly string[],
  argv: readonly string[],
  has: (name: string) => boolean,
): string | null {
  for (const name of refused) {
    const flag = `--${name}`
    if (has(name) || argv.some((argument) => argument === flag || argument.startsWith(`${flag}=`))) return flag
  }
  return null
}
