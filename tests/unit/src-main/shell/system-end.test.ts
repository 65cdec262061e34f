import { EventEmitter } from 'node:events'

import { expect, test } from 'vitest'

import { onSystemEnd } from '../../../../src-main/shell/system-end.ts'

function rig(platform: NodeJS.Platform) {
  const happened: string[] = []
  const [powerMonitor, window, workspace] = [new EventEmitter(), new EventEmitter(), new EventEmitter()]
  onSystemEnd(
    {
      platform,
      powerMonitor,
      window,
      onWorkspace: (name, listener) => workspace.on(name, listener),
    },
    { soon: () => happened.push('soon'), now: () => happened.push('now') },
  )
  return { happened, powerMonitor, window, workspace }
}

test('C-41, I-21: Windows tells the window that the session ends', () => {
  const { happened, window } = rig('win32')
  window.emit('query-session-end')
  expect(happened).toEqual(['soon'])
  window.emit('session-end')
  expect(happened).toEqual(['soon', 'now'])
})

test('D-17: on macOS only the end of the session counts, not a Quit of the Dock', () => {
  const { happened, powerMonitor, workspace } = rig('darwin')
  powerMonitor.emit('shutdown')
  expect(happened).toEqual([])
  workspace.emit('NSWorkspaceWillPowerOffNotification')
  expect(happened).toEqual(['now'])
})

test('C-41: Linux tells by its power monitor', () => {
  const { happened, powerMonitor } = rig('linux')
  powerMonitor.emit('shutdown')
  expect(happened).toEqual(['now'])
})
