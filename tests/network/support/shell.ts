import { execFileSync } from 'node:child_process'

/** Runs to the end and gives back what the command printed, or throws what it complained about. */
export const sh = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', timeout: 10_000 })

/** `nft` inside a namespace, with a whole rule set or single commands on its standard input. */
export const nft = (namespace: string, rules: string): string =>
  execFileSync('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], {
    input: rules,
    encoding: 'utf8',
    timeout: 10_000,
  })

/** How many packets the counting rules of a chain have met. */
export function countedBy(namespace: string, ...chain: readonly string[]): number {
  const listed = sh('ip', 'netns', 'exec', namespace, 'nft', 'list', 'chain', ...chain)
  return [...listed.matchAll(/counter packets (\d+)/g)].reduce((sum, [, packets]) => sum + Number(packets), 0)
}
