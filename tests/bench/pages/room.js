// The other page of the flow, reached through a room of a plain Socket.IO server.

/** @typedef {Readonly<Record<string, unknown>> & { kind: string }} Message */

/**
 * @param {string} name
 * @param {'message' | 'classic'} manner to the other one, or to everybody with the sender included
 * @param {(message: Message) => unknown} receive
 * @returns {Promise<(message: Message) => void>}
 */
export async function enterRoom(name, manner, receive) {
  const socket = globalThis.io({ transports: ['websocket'] })
  await new Promise((resolve) => socket.on('connect', () => resolve(null)))
  socket.emit('join', name)
  socket.on('message', receive)
  return (message) => socket.emit(manner, message)
}

/** Plays what comes in, as every flow does. @param {MediaStream | undefined} stream */
export function play(stream) {
  const element = new Audio()
  element.srcObject = stream ?? null
  void element.play()
}

/** @param {MediaStream | null | undefined} stream */
export function stop(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop()
}
