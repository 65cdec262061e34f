import type { TestPhone } from './signaling-client.ts'
import { connectPhone, wholeCall } from './signaling-client.ts'

/** Phones of people who do nothing wrong. */
export interface HonestPhones {
  /** Whole calls so far. */
  calls(): number
  /** Stops calling. @returns what they lost: lines and calls, in words */
  end(): Promise<readonly string[]>
}

/** The host takes six calls a minute from one to the other: so many phones, so seldom, never meet that. */
const PHONES_OF_A_DOOR = 3
const PACE = 200
/** A call that takes longer is lost: somebody would have given up, ms. */
const PATIENCE = 8_000

/** @param urls doors; some phones come in at each, and call those of the others as well */
export async function honestPhones(urls: readonly string[]): Promise<HonestPhones> {
  const losses: string[] = []
  let calls = 0
  let isOver = false
  const places = urls.flatMap((url) => Array.from({ length: PHONES_OF_A_DOOR }, () => url))
  const phones = await Promise.all(
    places.map((url, index) => connectPhone(url, `Honest ${'abcdefghi'[index]}`, { lasting: false })),
  )
  for (const phone of phones)
    phone.socket.on('disconnect', (reason) => {
      if (!isOver) losses.push(`line: ${reason}`)
    })
  const pairs = phones.flatMap((a) => phones.filter((b) => b !== a).map((b) => [a, b] as const))

  async function call(caller: TestPhone, callee: TestPhone): Promise<void> {
    let stop = () => {}
    const late = new Promise<never>((_resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`took longer than ${PATIENCE} ms`)), PATIENCE)
      stop = () => clearTimeout(timer)
    })
    try {
      await Promise.race([wholeCall(caller, callee), late])
      calls += 1
    } catch (error) {
      losses.push(`call: ${error instanceof Error ? error.message : 'failed'}`)
    } finally {
      stop()
    }
  }

  const goesOn = () => !isOver
  /** One call after the other, never more often than PACE. */
  async function callOn(): Promise<void> {
    for (let round = 0; goesOn(); round += 1) {
      const pair = pairs[(round * 7) % pairs.length]
      const next = new Promise((resolve) => setTimeout(resolve, PACE))
      if (pair) await call(...pair)
      await next
    }
  }
  const calling = callOn()
  return {
    calls: () => calls,
    async end() {
      isOver = true
      await calling
      for (const phone of phones) phone.close()
      return losses
    },
  }
}
