/** What `make` makes of the newest input: made again only when the input is another one. */
export function memoOf<Input, Output>(read: () => Input, make: (input: Input) => Output): () => Output {
  let last: { readonly input: Input; readonly output: Output } | null = null
  return () => {
    const input = read()
    if (last === null || last.input !== input) last = { input, output: make(input) }
    return last.output
  }
}
