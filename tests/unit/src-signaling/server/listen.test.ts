import { expect, test } from 'vitest'

import { HostError } from '../../../../src-signaling/server/host-error.ts'
import { atSomePort, listenError } from '../../../../src-signaling/server/listen.ts'

const failure = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code })
const FLAGS = '--port and --local-port'

test('C-29: a port that the system keeps for itself is no port in use: the sentence says so, and offers another', () => {
  const kept = listenError(failure('EACCES'), '::', 7443, FLAGS)
  expect(kept).toMatchObject({ problem: 'port-refused' })
  expect(kept.message).toMatch(/system keeps it for itself.*--port/)
  expect(listenError(failure('EACCES'), '::', 443, FLAGS).message).toContain('Choose one above 1023')
  expect(listenError(failure('EADDRINUSE'), '::', 7443, FLAGS)).toMatchObject({ problem: 'port-in-use' })
})

/** A system that keeps some ports for itself. */
function systemThat(problem: 'port-refused' | 'port-in-use', ports: readonly number[]) {
  const tried: number[] = []
  const open = (port: number) => {
    tried.push(port)
    if (ports.includes(port)) return Promise.reject(new HostError(problem, `no ${port}`))
    return Promise.resolve({ port, close: () => Promise.resolve() })
  }
  return { tried, open }
}

test('C-29: a door whose port is refused opens at another one, always the same, and says where', async () => {
  const said: string[] = []
  const { open } = systemThat('port-refused', [7443, 17_443])
  expect(await atSomePort(open, 7443, (sentence) => said.push(sentence))).toMatchObject({ port: 27_443 })
  expect(said).toEqual(['The system refuses port 7443. This host is at port 27443 instead.'])
})

test('C-29: a port in use, and one of the privileged, is not left for another', async () => {
  const used = systemThat('port-in-use', [7443])
  await expect(atSomePort(used.open, 7443, () => {})).rejects.toThrow('no 7443')
  const low = systemThat('port-refused', [443])
  await expect(atSomePort(low.open, 443, () => {})).rejects.toThrow('no 443')
  const none = systemThat('port-refused', [60_000])
  await expect(atSomePort(none.open, 60_000, () => {})).rejects.toThrow('no 60000')
  expect([used.tried, low.tried, none.tried]).toEqual([[7443], [443], [60_000]])
})
