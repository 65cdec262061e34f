import type { DesktopApp } from './support/app-rig.ts'
import { hostOffice } from './support/app-rig.ts'
import { expect, talk, test } from './support/office-rig.ts'

const logs = (app: DesktopApp) => expect.poll(() => app.log())

test('the log has a line of every layer in which something is thrown', async ({ start }) => {
  const app = await start()
  await hostOffice(app, 'Maya Lindqvist')
  await app.electron.evaluate(() => {
    setImmediate(() => {
      throw new Error('thrown in main')
    })
    void Promise.reject(new Error('rejected in main'))
  })
  await logs(app).toContain('unexpected: Error: thrown in main')
  await logs(app).toContain('rejected in main')
  const throwIn = (layer: string) => {
    setTimeout(() => {
      throw new Error(`thrown in the ${layer}`)
    })
    void Promise.reject(new Error(`rejected in the ${layer}`))
  }
  await app.page.evaluate(throwIn, 'phone')
  await app.ring.evaluate(throwIn, 'ring')
  for (const page of ['phone', 'ring']) {
    await logs(app).toContain(`thrown in the ${page}`)
    await logs(app).toContain(`rejected in the ${page}`)
  }
  // Nothing can be thrown in the host from outside; what ends it is told all the same.
  const pid = await app.electron.evaluate(
    ({ app: running }) => running.getAppMetrics().find((one) => one.name === 'Ringdown host')?.pid ?? 0,
  )
  process.kill(pid, 'SIGKILL')
  await logs(app).toContain('host: it ended by itself')
})

test('S-44: the way of a call is in the log, without names, addresses and descriptions', async ({ ben, ana }) => {
  await talk(ana, ben)
  await ana.hangUp()
  await logs(ben).toMatch(/phone: call [\w-]{4} idle → ringing \(incoming\)/)
  await logs(ben).toMatch(/phone: call [\w-]{4} active → idle \(/)
  expect(ben.log()).not.toMatch(/Ana|Petrovi|candidate:|127\.0\.0\.1|192\.168\./)
})
