// A bare acked round trip through a second socket: to the server, to the other page, and back the same way.
import { enterRoom } from './room.js'

/** @param {import('./reference.js').Place} place @returns {Promise<import('./reference.js').Flow>} */
export async function echo({ side }) {
  let answered = () => {}
  const say = await enterRoom('echo', 'message', ({ kind }) => {
    if (side === 'callee') say({ kind: 'ack' })
    else if (kind === 'ack') answered()
  })
  return {
    call: () =>
      new Promise((resolve) => {
        answered = () => {
          document.body.dataset['answeredAt'] = String(performance.timeOrigin + performance.now())
          resolve()
        }
        delete document.body.dataset['answeredAt']
        say({ kind: 'ask' })
      }),
    accept: async () => {},
    hangUp: () => {},
  }
}
