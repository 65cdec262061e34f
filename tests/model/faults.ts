import { dropByPhone, settle, UNSENT } from './line.ts'
import type { Move } from './move.ts'
import { word } from './move.ts'
import { enter, loseSeat, obey, restart } from './office.ts'
import { answered, dispatch, farOf, name } from './phone.ts'
import type { Setting } from './setting.ts'
import type { Draft, World } from './world.ts'
import { at, PARTIES } from './world.ts'

/** What goes wrong, within the budget, and how the lines cope with it. */
export function faults(world: World, setting: Setting): readonly Move[] {
  const moves: Move[] = [...duplicates(world, setting), ...time(world)]
  for (const device of PARTIES.keys())
    moves.push(...connection(world, setting, device), ...media(world, setting, device))
  if (world.budget.restarts > 0)
    moves.push({
      kind: 'fault',
      device: null,
      say: () => 'the server is killed and starts again',
      make: (draft) => {
        draft.budget = { ...draft.budget, restarts: draft.budget.restarts - 1 }
        restart(draft)
      },
    })
  return moves
}

/** A socket breaks: one end notices first, the other later; the phone opens a new one. */
function connection(world: World, setting: Setting, device: number): readonly Move[] {
  const wire = at(world.wires, device)
  const off = wire.phone === 'offline'
  const whole = !off && wire.seated
  if (whole && world.budget.cuts === 0) return []
  const cut = (draft: Draft) => {
    if (!whole) return
    draft.budget = { ...draft.budget, cuts: draft.budget.cuts - 1 }
    draft.doubtful = true
  }
  const kind = whole ? 'fault' : 'goes on'
  const moves: Move[] = []
  if (!off)
    moves.push({
      kind,
      device,
      say: () => `${name(device)} loses its connection`,
      make: (draft) => {
        cut(draft)
        dropByPhone(draft, device)
        dispatch(draft, setting, device, { kind: 'line-down' })
      },
    })
  // A command that is not acked renews the socket, and nobody is told that it was down (open-line.ts, renew).
  if (!off && !whole && wire.pending.length > 0)
    moves.push({
      kind,
      device,
      say: () => `${name(device)} waited too long for an answer and renews its connection`,
      make: (draft) => dropByPhone(draft, device),
    })
  if (wire.seated && wire.phone !== 'opening')
    moves.push({
      kind,
      device,
      say: () => `server loses the connection of ${name(device)}`,
      make: (draft) => {
        cut(draft)
        loseSeat(draft, setting.rules, device)
      },
    })
  if (off)
    moves.push({
      kind,
      device,
      say: () => `${name(device)} connects again`,
      make: (draft) => enter(draft, setting.rules, device),
    })
  const [oldest] = wire.pending
  if (!whole && oldest)
    moves.push({
      kind,
      device,
      say: () => `${name(device)} gives up on ${oldest.command.name}`,
      make: (draft) => {
        const command = settle(draft, device, oldest.n)
        if (command) answered(draft, setting, device, command, UNSENT)
      },
    })
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

/** The path of a call breaks at one end: by bad luck, or because the other end is gone, which the media watch notices. */
function media(world: World, setting: Setting, device: number): readonly Move[] {
  const { peer } = at(world.desks, device).shell
  if (!peer?.connected) return []
  const gone = farOf(world.desks, device) === null
  if (gone ? !world.doubtful : world.budget.breaks === 0) return []
  return [
    {
      kind: gone ? 'media' : 'fault',
      device,
      say: () => `${name(device)}: the path of ${word(peer.callId)} is lost`,
      make: (draft) => {
        if (!gone) draft.budget = { ...draft.budget, breaks: draft.budget.breaks - 1 }
        const desk = at(draft.desks, device)
        draft.desks[device] = { ...desk, shell: { ...desk.shell, peer: { ...peer, connected: false } } }
        const { callId, generation } = peer
        dispatch(draft, setting, device, { kind: 'path', callId, generation, path: 'disconnected' })
      },
    },
  ]
}
