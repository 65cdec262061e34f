import type { Mark } from './search.ts'

interface MarkedNameProps {
  readonly name: string
  /** The parts that were searched for. */
  readonly marks?: readonly Mark[] | undefined
}

/** A name that keeps its own direction, and what was found in it in bold. */
export function MarkedName({ name, marks = [] }: MarkedNameProps) {
  if (marks.length === 0) return <bdi>{name}</bdi>
  const text = name.normalize('NFC')
  const ends = [0, ...marks.map(([, to]) => to)]
  return (
    <bdi>
      {marks.map(([from, to], index) => (
        <span key={from}>
          {text.slice(ends[index], from)}
          <b className="strong">{text.slice(from, to)}</b>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </bdi>
  )
}
