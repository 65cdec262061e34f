import type { ServerEvent } from '../protocol/index.ts'
import type { Door, Line } from './office-contract.ts'

/** Sends one event to every line: through their door, where they have one, so that it is put into bytes once and not once for each. */
export function sendToAll(lines: Iterable<Line>, event: ServerEvent): void {
  const doors = new Set<Door>()
  for (const line of lines) {
    if (line.door) doors.add(line.door)
    else line.send(event)
  }
  for (const door of doors) door.broadcast(event)
}
