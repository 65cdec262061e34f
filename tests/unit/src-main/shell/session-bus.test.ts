import { expect, test } from 'vitest'

import { hasTray } from '../../../../src-main/shell/session-bus.ts'

const BUS = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' }
const none = () => Promise.reject(new Error('ENOENT'))

test('D-6: on Linux a tray is there when somebody watches for its icons', async () => {
  await expect(hasTray('linux', BUS, () => Promise.resolve('b true\n'))).resolves.toBe(true)
  await expect(hasTray('linux', BUS, () => Promise.resolve('(false,)\n'))).resolves.toBe(false)
})

test('D-6: whichever program can ask the bus is used; when none can, nobody hides a window', async () => {
  const asked: string[] = []
  const run = (program: string) => {
    asked.push(program)
    return program === 'dbus-send' ? Promise.resolve('   boolean true') : none()
  }
  await expect(hasTray('linux', BUS, run)).resolves.toBe(true)
  expect(asked).toEqual(['busctl', 'gdbus', 'dbus-send'])
  await expect(hasTray('linux', BUS, none)).resolves.toBe(false)
})

test('D-6: desktops without a bus have the older tray, and the other systems always one', async () => {
  await expect(hasTray('linux', {}, none)).resolves.toBe(true)
  await expect(hasTray('win32', BUS, none)).resolves.toBe(true)
  await expect(hasTray('darwin', BUS, none)).resolves.toBe(true)
})
