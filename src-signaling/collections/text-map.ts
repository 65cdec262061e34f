import { Map, Set } from 'immutable'

import { keyedHash } from './keyed-hash.ts'

/**
 * A text as a key. The library hashes a bare text with 31·h + c: whoever may choose ids or names makes as many of one hash as they like, and
 * every look-up walks through all of them. This key hashes with a secret.
 */
class Key<Text extends string> {
  readonly text: Text
  constructor(text: Text) {
    this.text = text
  }
  equals(other: unknown): boolean {
    return other instanceof Key && other.text === this.text
  }
  hashCode(): number {
    return keyedHash(this.text)
  }
}

/** A persistent map from texts that somebody else may have chosen: a change makes a new map and leaves the old one as it was. */
export class TextMap<Text extends string, Value> implements Iterable<readonly [Text, Value]> {
  readonly #entries: Map<Key<Text>, Value>
  private constructor(entries: Map<Key<Text>, Value>) {
    this.#entries = entries
  }

  static of<Text extends string, Value>(entries: Iterable<readonly [Text, Value]> = []): TextMap<Text, Value> {
    return new TextMap(Map([...entries].map(([text, value]) => [new Key(text), value] as const)))
  }
  get size(): number {
    return this.#entries.size
  }
  get(text: Text): Value | undefined {
    return this.#entries.get(new Key(text))
  }
  has(text: Text): boolean {
    return this.#entries.has(new Key(text))
  }
  set(text: Text, value: Value): TextMap<Text, Value> {
    return this.#changed(this.#entries.set(new Key(text), value))
  }
  setAll(entries: Iterable<readonly [Text, Value]>): TextMap<Text, Value> {
    return this.#changed(
      this.#entries.withMutations((map) => {
        for (const [text, value] of entries) map.set(new Key(text), value)
      }),
    )
  }
  delete(text: Text): TextMap<Text, Value> {
    return this.#changed(this.#entries.delete(new Key(text)))
  }
  deleteAll(texts: Iterable<Text>): TextMap<Text, Value> {
    return this.#changed(
      this.#entries.withMutations((map) => {
        for (const text of texts) map.delete(new Key(text))
      }),
    )
  }
  filter(keeps: (value: Value, text: Text) => boolean): TextMap<Text, Value> {
    return this.#changed(this.#entries.filter((value, { text }) => keeps(value, text)))
  }
  values(): IterableIterator<Value> {
    return this.#entries.values()
  }
  *keys(): IterableIterator<Text> {
    for (const { text } of this.#entries.keys()) yield text
  }
  *[Symbol.iterator](): IterableIterator<readonly [Text, Value]> {
    for (const [{ text }, value] of this.#entries) yield [text, value]
  }
  /** What has not changed stays the same object. */
  #changed(entries: Map<Key<Text>, Value>): TextMap<Text, Value> {
    return entries === this.#entries ? this : new TextMap(entries)
  }
}

/** A persistent set of texts that somebody else may have chosen. */
export class TextSet<Text extends string> implements Iterable<Text> {
  readonly #texts: Set<Key<Text>>
  private constructor(texts: Set<Key<Text>>) {
    this.#texts = texts
  }

  static of<Text extends string>(texts: Iterable<Text> = []): TextSet<Text> {
    return new TextSet(Set([...texts].map((text) => new Key(text))))
  }
  get size(): number {
    return this.#texts.size
  }
  isEmpty(): boolean {
    return this.#texts.size === 0
  }
  has(text: Text): boolean {
    return this.#texts.has(new Key(text))
  }
  add(text: Text): TextSet<Text> {
    // The library would put the new key in the place of its equal.
    return this.has(text) ? this : new TextSet(this.#texts.add(new Key(text)))
  }
  delete(text: Text): TextSet<Text> {
    return this.has(text) ? new TextSet(this.#texts.delete(new Key(text))) : this
  }
  *[Symbol.iterator](): IterableIterator<Text> {
    for (const { text } of this.#texts) yield text
  }
}
