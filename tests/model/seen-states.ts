/** The states that were seen, each by 64 bits of its text, with the way that led to it first. */
export interface SeenStates {
  /** @returns the number of a new state; null for one that is known */
  add(text: string, parent: number, move: number): number | null
  size(): number
  /** The moves from the first state to this one. */
  wayTo(state: number): readonly number[]
}

/**
 * Open addressing over typed arrays: 13 bytes a state and no objects. Two states that share 64 bits would be taken for one; among ten
 * million that happens with a probability of 3 in a million.
 */
export function seenStates(): SeenStates {
  let room = 1 << 16
  let size = 0
  let slots = new Int32Array(room).fill(-1)
  let high = new Uint32Array(room)
  let low = new Uint32Array(room)
  let parents = new Int32Array(room)
  let moves = new Uint8Array(room)

  function slotOf(a: number, b: number): number {
    for (let slot = (a ^ b) & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
      const state = slots[slot] ?? -1
      if (state < 0 || (high[state] === a && low[state] === b)) return slot
    }
  }

  function grow(): void {
    const longer = <Kind extends Uint32Array | Int32Array | Uint8Array>(made: Kind, old: Kind) => {
      made.set(old)
      return made
    }
    room *= 2
    high = longer(new Uint32Array(room), high)
    low = longer(new Uint32Array(room), low)
    parents = longer(new Int32Array(room), parents)
    moves = longer(new Uint8Array(room), moves)
    slots = new Int32Array(room * 2).fill(-1)
    for (let state = 0; state < size; state++) slots[slotOf(high[state] ?? 0, low[state] ?? 0)] = state
  }

  return {
    add(text, parent, move) {
      const [a, b] = hash(text)
      const slot = slotOf(a, b)
      if ((slots[slot] ?? -1) >= 0) return null
      if (move > 255) throw new Error('more than 256 moves in one state')
      slots[slot] = size
      high[size] = a
      low[size] = b
      parents[size] = parent
      moves[size] = move
      size++
      if (size === room || size * 2 > slots.length) grow()
      return size - 1
    },
    size: () => size,
    wayTo(state) {
      const way: number[] = []
      for (let one = state; (parents[one] ?? -1) >= 0; one = parents[one] ?? -1) way.push(moves[one] ?? 0)
      return way.reverse()
    },
  }
}

/** Two independent 32-bit lanes of multiply and mix over the UTF-16 units (the finaliser is MurmurHash3's). */
function hash(text: string): readonly [number, number] {
  let a = 0x9e37_79b9
  let b = 0x85eb_ca6b
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    a = Math.imul(a ^ unit, 0x0100_0193)
    a ^= a >>> 15
    b = Math.imul((b << 5) ^ (b >>> 27) ^ unit, 0x27d4_eb2f)
  }
  return [mix(a), mix(b)]
}

function mix(value: number): number {
  let mixed = value ^ (value >>> 16)
  mixed = Math.imul(mixed, 0x85eb_ca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2_ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
