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

/** Switches that take the sandbox away. An AppImage gets the first by itself where the system lets no program make a sandbox. */
const OF_THE_SANDBOX: readonly string[] = ['--no-sandbox', '--disable-setuid-sandbox', '--disable-namespace-sandbox']

/**
 * What a start says that is refused for a switch, and what helps. Pure.
 * @param flag as refusedSwitch names it
 * @param install the sentence that says what to install instead
 */
export function refusalOf(flag: string, platform: NodeJS.Platform, install: string): string {
  const refusal = `Ringdown does not start with ${flag}.`
  return platform === 'linux' && OF_THE_SANDBOX.includes(flag) ? `${refusal}\n${install}` : refusal
}
