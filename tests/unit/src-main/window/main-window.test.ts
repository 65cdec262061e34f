import { expect, test } from 'vitest'

import { backOnScreen, onScreen } from '../../../../src-main/window/on-screen.ts'

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 }
const LEFT = { x: -1280, y: 0, width: 1280, height: 1024 }

test('remembered bounds are used when their top edge can be grabbed on a screen', () => {
  const bounds = { x: -900, y: 40, width: 960, height: 640 }
  expect(onScreen(bounds, [SCREEN, LEFT])).toEqual(bounds)
})

test('a window of a screen that is gone comes back where the system puts it, in its size', () => {
  expect(onScreen({ x: -1_200, y: 40, width: 960, height: 640 }, [SCREEN])).toEqual({ width: 960, height: 640 })
  expect(onScreen({ x: 200, y: -900, width: 960, height: 640 }, [SCREEN])).toEqual({ width: 960, height: 640 })
})

test('a first start has no place yet', () => {
  expect(onScreen({ x: null, y: null, width: 960, height: 640 }, [SCREEN])).toEqual({ width: 960, height: 640 })
})

test('D-7: a window whose screen is gone comes back into the middle of another, and fits there', () => {
  const window = { x: 2_000, y: 40, width: 960, height: 640 }
  expect(backOnScreen(window, [SCREEN], SCREEN)).toEqual({ x: 480, y: 220, width: 960, height: 640 })
  expect(backOnScreen({ ...window, x: 100 }, [SCREEN], SCREEN)).toBeNull()
  const small = { x: 0, y: 24, width: 800, height: 560 }
  expect(backOnScreen({ ...window, y: 3_000 }, [small], small)).toEqual(small)
})
