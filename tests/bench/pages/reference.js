// One page of a reference flow: reference.html?flow=NAME&side=caller|callee. Each flow is one file.
import { classic } from './classic.js'
import { echo } from './echo.js'
import { floor } from './floor.js'
import { peerjs } from './peerjs.js'
import { trickle } from './trickle.js'

/**
 * @typedef {object} Flow what the three buttons do
 * @property {() => Promise<void>} call
 * @property {() => Promise<void>} accept
 * @property {() => void} hangUp gives every device back
 */
/** @typedef {{ side: 'caller' | 'callee', peerPort: number, rings: () => void }} Place */

/** @param {string} id */
const button = (id) => /** @type {HTMLButtonElement} */ (document.getElementById(id))

const query = new URLSearchParams(location.search)
/** @type {Record<string, (place: Place) => Promise<Flow>>} */
const flows = { classic, trickle, peerjs, floor, echo }
const begin = flows[query.get('flow') ?? '']
if (!begin) throw new Error('no such flow')
const flow = await begin({
  side: query.get('side') === 'caller' ? 'caller' : 'callee',
  peerPort: Number(query.get('peerPort')),
  rings: () => {
    button('accept').hidden = false
  },
})
button('call').addEventListener('click', () => void flow.call())
button('accept').addEventListener('click', () => void flow.accept())
button('hang-up').addEventListener('click', () => {
  button('accept').hidden = true
  flow.hangUp()
})
document.title = 'Ready'
