import { canonical, shared } from './canonical.ts'
import { eager } from './eager.ts'
import { isQuiet, wrongAtRest, wrongNow } from './invariants.ts'
import type { Move } from './move.ts'
import { after, movesOf } from './moves.ts'
import { seenStates } from './seen-states.ts'
import type { Setting } from './setting.ts'
import type { World } from './world.ts'
import { at, quietWorld } from './world.ts'

export interface Outcome {
  /** Where more than one thing could come next, or nothing. */
  readonly states: number
  readonly transitions: number
  readonly depth: number
  readonly seconds: number
  /** Every state was reached; not so where something was found, or `mostStates` were not enough. */
  readonly complete: boolean
  /** The shortest way to what must not be: what is wrong, then one line for each step. Empty when nothing was found. */
  readonly trace: readonly string[]
}

interface Found {
  readonly world: World
  readonly state: number
}

export interface SearchOptions {
  /** It ends after the level that has this many. */
  readonly mostStates?: number
  /** Leaves out what eager.ts says can be left out. */
  readonly reduced?: boolean
  /** Told of every state in which nothing is in flight, by its canonical text. */
  readonly atRest?: (text: string) => void
}

/** Breadth first through every world that can be reached. */
export function search(setting: Setting, options: SearchOptions = {}): Outcome {
  const { mostStates = Infinity, reduced = true, atRest } = options
  const began = performance.now()
  const seen = seenStates()
  const start = quietWorld(setting.budget)
  let level: Found[] = [{ world: start, state: seen.add(canonical(start), -1, 0) ?? 0 }]
  let transitions = 0
  let depth = 0
  const outcome = (trace: readonly string[], complete: boolean): Outcome => ({
    states: seen.size(),
    transitions,
    depth,
    seconds: (performance.now() - began) / 1_000,
    complete,
    trace,
  })
  while (level.length > 0) {
    const next: Found[] = []
    for (const { world, state } of level) {
      const moves = movesOf(world, setting)
      const wrong = wrongNow(world) ?? (isQuiet(world) ? wrongAtRest(world) : stuck(moves))
      if (atRest && isQuiet(world)) atRest(canonical(world))
      if (wrong) return outcome([wrong, ...retrace(setting, seen.wayTo(state), reduced)], false)
      const first = reduced ? eager(world, moves, setting) : null
      for (const [index, move] of moves.entries()) {
        if (first && !first.includes(move)) continue
        const made = after(world, move, setting)
        if (!made) continue
        transitions++
        const reached = shared(reduced ? onwards(made, setting, () => void transitions++) : made)
        const number = seen.add(canonical(reached), state, index)
        if (number !== null) next.push({ world: reached, state: number })
      }
    }
    if (seen.size() > mostStates) return outcome([], false)
    level = next
    if (level.length > 0) depth++
  }
  return outcome([], true)
}

const stuck = (moves: readonly Move[]): string | null =>
  moves.some((move) => move.kind === 'goes on') ? null : 'something is in flight and nothing can go on'

/** Goes on for as long as only one move is needed (eager.ts): what lies between is looked at, and is no state of its own. */
function onwards(made: World, setting: Setting, passed: (move: Move, next: World) => void): World {
  let world = made
  while (!wrongNow(world) && !isQuiet(world)) {
    const first = eager(world, movesOf(world, setting), setting)
    const move = first?.length === 1 ? first[0] : undefined
    const next = move && after(world, move, setting)
    if (!next) return world
    passed(move, next)
    world = next
  }
  return world
}

/** Walks a way again, and says what happens. */
function retrace(setting: Setting, way: readonly number[], reduced: boolean): readonly string[] {
  let world = quietWorld(setting.budget)
  const lines: string[] = []
  const say = (move: Move, next: World) => {
    const line = `${String(lines.length + 1).padStart(3)}. ${move.say()}`
    lines.push(`${line.padEnd(64)} ${statesOf(next)}`)
  }
  for (const index of way) {
    const move = at(movesOf(world, setting), index)
    const next = after(world, move, setting)
    if (!next) throw new Error(`there is no way on from step ${lines.length}`)
    say(move, next)
    world = reduced ? onwards(next, setting, say) : next
  }
  return lines
}

const statesOf = (world: World): string => world.desks.map(({ phone }) => phone.call.name).join(' | ')

export function summary(name: string, { states, transitions, depth, seconds, complete }: Outcome): string {
  const counts = `${states} states  ${transitions} transitions  depth ${depth}  ${seconds.toFixed(1)} s`
  return `model  ${name.padEnd(34)} ${counts}${complete ? '' : '  (not complete)'}`
}
