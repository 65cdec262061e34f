import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { programOf } from '../../../src-main/program.ts'
import { registerLinks } from '../../../src-main/register-links.ts'
import { startAtLogin, startedHidden } from '../../../src-main/start-at-login.ts'

const app = vi.hoisted(() => ({
  setLoginItemSettings: vi.fn<(settings: object) => void>(),
  getLoginItemSettings: vi.fn<() => { wasOpenedAtLogin: boolean }>(() => ({ wasOpenedAtLogin: false })),
  setAppUserModelId: vi.fn<(id: string) => void>(),
  setAsDefaultProtocolClient: vi.fn<(protocol: string, path?: string) => void>(),
  getApplicationNameForProtocol: vi.fn<(url: string) => string>(() => ''),
}))
vi.mock('electron', () => ({ app }))

const PORTABLE = String.raw`C:\Tools\Ringdown.exe`
const on = (platform: NodeJS.Platform) => vi.spyOn(process, 'platform', 'get').mockReturnValue(platform)

beforeEach(() => void vi.clearAllMocks())
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

test('C-39: a portable program starts at login, and opens links, as the file itself, not as what it unpacked', () => {
  on('win32')
  vi.stubEnv('PORTABLE_EXECUTABLE_FILE', PORTABLE)
  startAtLogin(true, 'default')
  expect(app.setLoginItemSettings).toHaveBeenCalledWith(expect.objectContaining({ openAtLogin: true, path: PORTABLE }))
  registerLinks(process.env, process.execPath)
  expect(app.setAsDefaultProtocolClient).toHaveBeenCalledWith('ringdown', PORTABLE)
})

test('C-39: it takes no links away from an installed one', () => {
  app.getApplicationNameForProtocol.mockReturnValueOnce('Ringdown')
  registerLinks({ PORTABLE_EXECUTABLE_FILE: PORTABLE }, 'unpacked.exe')
  expect(app.setAsDefaultProtocolClient).not.toHaveBeenCalled()
  registerLinks({}, 'installed.exe')
  expect(app.setAsDefaultProtocolClient).toHaveBeenCalledWith('ringdown')
})

test('C-40: on Windows each profile has a value of its own', () => {
  on('win32')
  for (const profile of ['default', 'a', 'b']) startAtLogin(true, profile)
  const given = app.setLoginItemSettings.mock.calls.map(([settings]) => settings as { name: string; args: string[] })
  expect(new Set(given.map(({ name }) => name)).size).toBe(3)
  expect(given.map(({ args }) => args)).toEqual([
    ['--hidden'],
    ['--hidden', '--profile', 'a'],
    ['--hidden', '--profile', 'b'],
  ])
})

test('C-40, I-18: macOS passes no arguments: that it was started at login is asked for', () => {
  on('darwin')
  app.getLoginItemSettings.mockReturnValueOnce({ wasOpenedAtLogin: true })
  expect(startedHidden(['ringdown'])).toBe(true)
  expect(startedHidden(['ringdown'])).toBe(false)
  on('linux')
  expect(startedHidden(['ringdown', '--hidden'])).toBe(true)
  expect(startedHidden(['ringdown'])).toBe(false)
})

test('an AppImage is started by its file', () => {
  expect(programOf({ APPIMAGE: '/home/ana/Ringdown.AppImage' }, '/tmp/.mount/ringdown')).toBe(
    '/home/ana/Ringdown.AppImage',
  )
  expect(programOf({}, '/usr/bin/ringdown')).toBe('/usr/bin/ringdown')
})
