import type { HostLog } from '../host-log.ts'
import { faultOf } from '../host-log.ts'

/**
 * A listener for events of a socket that never throws: an exception in one would end the whole host, and somebody else's call with it.
 * @param what it does, for the log
 * @param failed what becomes of this one connection then
 */
export function safely<Args extends readonly unknown[]>(
  log: HostLog,
  what: string,
  listener: (...args: Args) => void,
  failed: (...args: Args) => void = () => {},
): (...args: Args) => void {
  return (...args) => {
    try {
      listener(...args)
    } catch (error) {
      log(`${what} failed: ${faultOf(error)}`)
      failed(...args)
    }
  }
}
