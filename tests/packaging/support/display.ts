import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'

/** A display for windows that nobody sees, with the first free number. */
export interface Display {
  /** As DISPLAY names it. */
  readonly name: string
  /** Titles of the windows that can be seen. */
  titles(): readonly string[]
  close(): Promise<void>
}

export async function openDisplay(): Promise<Display> {
  const args = ['-displayfd', '1', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-ac']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  const [number] = (await once(server.stdout, 'data')) as [Buffer]
  const name = `:${number.toString().trim()}`
  return {
    name,
    titles() {
      const search = ['search', '--onlyvisible', '--name', '.', 'getwindowname', '%@']
      const { stdout } = spawnSync('xdotool', search, { env: { ...process.env, DISPLAY: name }, encoding: 'utf8' })
      return stdout.split('\n').filter(Boolean)
    },
    async close() {
      server.kill()
      await once(server, 'exit')
    },
  }
}
