/*
 * A step changes one or two of the parts of a world, and among millions of worlds few parts are different. So each part is written once,
 * what it says is known by a number from then on, and worlds that say the same of a part have the same object there.
 */

/** What a part says: its text with its ids taken out, as a number, and those ids in the order of their appearance. */
export interface Said {
  readonly shape: number
  readonly ids: readonly string[]
}

const IDS = /[\uE000-\uF8FF]/g
const shapes = new Map<string, number>()

/** @param text in which ids are single letters of the private use area */
export function said(text: string): Said {
  const ids: string[] = []
  const shape = text.replace(IDS, (id) => {
    const known = ids.indexOf(id)
    return String.fromCharCode(0xe0_00 + (known < 0 ? ids.push(id) - 1 : known))
  })
  const number = shapes.get(shape) ?? shapes.size
  shapes.set(shape, number)
  return { shape: number, ids }
}

/** Parts of one kind. */
export interface Parts<Part extends object> {
  said(part: Part): Said
  /** The first part that was the same, in place of this one. */
  shared(part: Part): Part
}

/**
 * Remembers one value of each thing, in the thing itself: a WeakMap takes a fifth of the whole search. A copy does not have it, for
 * what is not enumerable is not spread.
 */
function notes<Thing extends object, Value>() {
  const key = Symbol('note')
  return {
    get: (thing: Thing) => (thing as { readonly [key]?: Value })[key],
    set: (thing: Thing, value: Value) => void Object.defineProperty(thing, key, { value }),
  }
}

/** Says what counts of a thing that is never changed, and what it said of it before. */
export function texts<Thing extends object>(write: (thing: Thing) => unknown): (thing: Thing) => string {
  const known = notes<Thing, string>()
  return (thing) => {
    const before = known.get(thing)
    if (before !== undefined) return before
    const text = JSON.stringify(write(thing))
    known.set(thing, text)
    return text
  }
}

/**
 * @param textOf what counts of a part
 * @param moreOf what counts of it only while somebody knows an id
 */
export function parts<Part extends object>(
  textOf: (part: Part) => string,
  moreOf: (part: Part) => string = () => '',
): Parts<Part> {
  const known = notes<Part, Said>()
  const pool = new Map<string, Part>()

  function learn(part: Part, text: string): Said {
    const what = said(text)
    known.set(part, what)
    return what
  }
  return {
    said: (part) => known.get(part) ?? learn(part, textOf(part)),
    shared(part) {
      if (known.get(part)) return part
      const text = textOf(part)
      const key = `${text}${moreOf(part)}`
      const same = pool.get(key)
      if (same) return same
      pool.set(key, part)
      learn(part, text)
      return part
    },
  }
}
