import { cut, settle, UNSENT } from './line.ts'
import type { Move } from './move.ts'
import { word } from './move.ts'
import { enter, loseSeat, obey, restart } from './office.ts'
import { answered, dispatch, name } from './phone.ts'
import type { Setting } from './setting.ts'
import type { Draft, Wire, World } from './world.ts'
import { at, PARTIES } from './world.ts'

/** What goes wrong, within the budget, and how the lines cope with it. */
export function faults(world: World, setting: Setting): readonly Move[] {
  const moves: Move[] = [...duplicates(world, setting), ...time(world)]
  for (const device of PARTIES.keys())
    moves.push(...connection(world, setting, device), ...media(world, setting, device))
  if (mayRestart(world, setting))
    moves.push({
      kind: 'fault',
      device: null,
      say: () => 'the server is killed and starts again, everybody notices',
      make: (draft) => {
        draft.budget = { ...draft.budget, restarts: draft.budget.restarts - 1 }
        restart(draft)
        for (const device of PARTIES.keys()) {
          draft.wires[device] = { ...at(draft.wires, device), phone: 'offline' }
          dispatch(draft, setting, device, { kind: 'line-down', since: 0 })
        }
      },
    })
  return moves
}

function mayRestart({ budget: { restarts, dials } }: World, { restart: when }: Setting): boolean {
  const called = at(dials, 1) === 0 ? 'after Ben called' : 'before Ben calls'
  return restarts > 0 && (when === 'at any moment' || when === called)
}

/** A socket breaks; each end notices in its own time, and the phone opens a new one. */
function connection(world: World, setting: Setting, device: number): readonly Move[] {
  const wire = at(world.wires, device)
  const goesOn = (say: string, make: (draft: Draft) => void): Move => ({
    kind: 'goes on',
    device,
    say: () => say,
    make,
  })
  const be = (draft: Draft, change: Partial<Wire>) =>
    void (draft.wires[device] = { ...at(draft.wires, device), ...change })
  if (wire.whole) {
    if (at(world.budget.cuts, device) === 0) return []
    const cutsLeft = world.budget.cuts.map((left, index) => (index === device ? left - 1 : left))
    const breaks: Move['make'] = (draft) => {
      draft.budget = { ...draft.budget, cuts: cutsLeft }
      cut(draft, device)
    }
    return [{ kind: 'fault', device, say: () => `the connection of ${name(device)} breaks`, make: breaks }]
  }
  const moves: Move[] = []
  if (wire.seated) moves.push(goesOn(`server loses ${name(device)}`, (draft) => loseSeat(draft, setting.rules, device)))
  if (wire.phone === 'offline')
    moves.push(goesOn(`${name(device)} connects again`, (draft) => enter(draft, setting.rules, device)))
  else
    moves.push(
      goesOn(`${name(device)} loses its connection`, (draft) => {
        be(draft, { phone: 'offline' })
        dispatch(draft, setting, device, { kind: 'line-down', since: 0 })
      }),
    )
  const [oldest] = wire.pending
  // A command without an answer renews the socket, and nobody is told that it was down (open-line.ts, renew); or it is given up.
  if (oldest && wire.phone !== 'offline')
    moves.push(goesOn(`${name(device)} renews its connection`, (draft) => be(draft, { phone: 'offline' })))
  if (oldest)
    moves.push(
      goesOn(`${name(device)} gives up on ${oldest.command.name}`, (draft) => {
        const command = settle(draft, device, oldest.n)
        if (command) answered(draft, setting, device, command, UNSENT)
      }),
    )
  return moves
}

/** A command that the server has read comes again at any later moment. */
function duplicates(world: World, setting: Setting): readonly Move[] {
  const { again } = world
  if (again)
    return [
      {
        kind: 'fault',
        device: null,
        say: () => `server reads ${again.command.name} of ${name(again.from)} a second time`,
        make: (draft) => {
          draft.again = null
          obey(draft, setting.rules, again.from, again.command)
        },
      },
    ]
  if (world.budget.duplicates === 0) return []
  return world.wires.flatMap(({ up }, from): readonly Move[] => {
    const [first] = up
    if (!first) return []
    return [
      {
        kind: 'fault',
        device: null,
        say: () => `${first.command.name} of ${name(from)} will come twice`,
        make: (draft) => {
          draft.budget = { ...draft.budget, duplicates: draft.budget.duplicates - 1 }
          draft.again = { from, command: first.command }
        },
      },
    ]
  })
}

/** A long pause: what rings is too old to ring anywhere anew. */
function time(world: World): readonly Move[] {
  if (world.budget.naps === 0) return []
  return [
    {
      kind: 'fault',
      device: null,
      say: () => '42 seconds pass',
      make: (draft) => {
        draft.late = true
        draft.budget = { ...draft.budget, naps: draft.budget.naps - 1 }
      },
    },
  ]
}

/** The path of a call breaks at one end. */
function media(world: World, setting: Setting, device: number): readonly Move[] {
  const { peer } = at(world.desks, device).shell
  if (!peer?.connected || world.budget.breaks === 0) return []
  return [
    {
      kind: 'fault',
      device,
      say: () => `${name(device)}: the path of ${word(peer.callId)} is lost`,
      make: (draft) => {
        draft.budget = { ...draft.budget, breaks: draft.budget.breaks - 1 }
        const desk = at(draft.desks, device)
        draft.desks[device] = { ...desk, shell: { ...desk.shell, peer: { ...peer, connected: false } } }
        const { callId, generation } = peer
        dispatch(draft, setting, device, { kind: 'path', callId, generation, path: 'disconnected' })
      },
    },
  ]
}
