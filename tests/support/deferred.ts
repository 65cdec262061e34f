/** A promise that somebody else settles (Promise.withResolvers, which Node 20 lacks). */
export function deferred<Value = void>(): { readonly promise: Promise<Value>; resolve(value: Value): void } {
  let resolve: (value: Value) => void = () => {}
  const promise = new Promise<Value>((settle) => {
    resolve = settle
  })
  return { promise, resolve: (value) => resolve(value) }
}
