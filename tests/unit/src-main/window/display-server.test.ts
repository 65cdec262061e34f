import { expect, test } from 'vitest'

import { onWayland } from '../../../../src-main/window/display-server.ts'

const session = { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }
const ask = (
  electron: number,
  switches: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = session,
  platform: NodeJS.Platform = 'linux',
) => onWayland({ platform, electron, switchValue: (name) => switches[name] ?? '', environment })

test('I-10, I-11, C-11: a Wayland session is one since Electron 38, and before when it was asked for', () => {
  expect(ask(45)).toBe(true)
  expect(ask(33)).toBe(false)
  expect(ask(33, { 'ozone-platform-hint': 'auto' })).toBe(true)
  expect(ask(33, { 'ozone-platform': 'wayland' })).toBe(true)
})

test('I-11, C-11: with the switch of the installed entry the windows are X11’s, as long as there is an X server', () => {
  expect(ask(45, { 'ozone-platform': 'x11' })).toBe(false)
  expect(ask(45, { 'ozone-platform': 'x11' }, { XDG_SESSION_TYPE: 'wayland', WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
})

test('I-11: no other system and no X11 session is Wayland', () => {
  expect(ask(45, {}, { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0' })).toBe(false)
  expect(ask(45, {}, session, 'win32')).toBe(false)
})
