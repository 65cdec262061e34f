import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** What the system knows of this machine's names. */
export interface NameSources {
  readonly hostname: string
  /** Domains that the network appends to names, as the system was told. */
  readonly domains: readonly string[]
}

/**
 * The names under which colleagues reach this machine, lower case: its host name as it is, without domain, in mDNS (RFC 6762 §3), and with
 * each domain of its network. No other domain: whoever owns one could point such a name here (DNS rebinding, S-21). Pure.
 */
export function ownNames({ hostname: own, domains }: NameSources): ReadonlySet<string> {
  const name = own.toLowerCase().replace(/\.$/, '')
  const [short = name] = name.split('.')
  const suffixes = ['local', ...domains.map((domain) => domain.toLowerCase().replace(/^\.|\.$/g, ''))]
  const names = [name, short, ...[name, short].flatMap((one) => suffixes.map((suffix) => `${one}.${suffix}`))]
  return new Set(names.filter((one) => /^[^.\s]/.test(one) && !/^localhost(?:\.|$)/.test(one)))
}

/** The domains of `search` and `domain` in /etc/resolv.conf (resolv.conf(5)). Pure. */
export function searchDomains(file: string): readonly string[] {
  return file
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([keyword]) => keyword === 'search' || keyword === 'domain')
    .flatMap(([, ...domains]) => domains.filter((domain) => domain !== '.'))
}

/** This machine's, now. On Windows the domain stands in the environment. */
export function nameSources(environment: NodeJS.ProcessEnv = process.env): NameSources {
  const { USERDNSDOMAIN: windows } = environment
  return { hostname: hostname(), domains: windows ? [windows] : searchDomains(resolvConf()) }
}

function resolvConf(): string {
  try {
    return readFileSync('/etc/resolv.conf', 'utf8')
  } catch {
    return ''
  }
}
