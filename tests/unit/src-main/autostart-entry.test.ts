import { expect, test } from 'vitest'

import { autostartEntry } from '../../../src-main/autostart-entry.ts'

test('the entry starts the program hidden, whatever its path is made of', () => {
  const entry = autostartEntry('/opt/My "Apps"/100%/ringdown', ['--hidden', '--profile', 'second'])
  expect(entry.split('\n')).toContain(`Exec="/opt/My \\"Apps\\"/100%%/ringdown" "--hidden" "--profile" "second"`)
  expect(entry.startsWith('[Desktop Entry]\nType=Application\n')).toBe(true)
})
