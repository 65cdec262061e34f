import { after, movesOf } from './moves.ts'
import type { Setting } from './setting.ts'
import type { World } from './world.ts'
import { quietWorld } from './world.ts'

/**
 * A walk that takes these choices, whatever there is to choose from.
 * @param look sees every world before the next choice
 * @returns where it ends
 */
export function walk(setting: Setting, choices: readonly number[], look: (world: World) => void = () => {}): World {
  let world = quietWorld(setting.budget)
  for (const choice of choices) {
    look(world)
    const moves = movesOf(world, setting)
    const move = moves[choice % Math.max(1, moves.length)]
    world = (move && after(world, move, setting)) ?? world
  }
  return world
}
