/** The fuses of Electron 45 by their place in the wire (Electron, "Fuses"); older ones have fewer. */
const FUSES = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
  'wasmTrapHandlers',
]
/** What packagers cannot flip yet stays as it is delivered. */
const AS_DELIVERED: Readonly<Record<string, boolean>> = { wasmTrapHandlers: true }

/** States in the wire: the characters 1 and 0. */
const STATES: ReadonlyMap<unknown, boolean> = new Map([
  [0x31, true],
  [0x30, false],
])

/**
 * What is wrong with the fuses of a binary. Pure.
 * @param wire as @electron/fuses reads it: states by place
 * @param wanted the configuration of the packager
 * @returns a line for each fuse that is in another state than wanted, or that nobody has decided about
 */
export function wrongFuses(wire: object, wanted: Readonly<Record<string, boolean>>): readonly string[] {
  const places = Object.keys(wire).filter((key) => /^\d+$/.test(key))
  return places.flatMap((place) => {
    const name = FUSES[Number(place)]
    if (name === undefined) return [`fuse ${place} is one that nobody has decided about`]
    const state = STATES.get((wire as Readonly<Record<string, unknown>>)[place])
    const right = wanted[name] ?? AS_DELIVERED[name]
    return state === right ? [] : [`${name} is ${String(state)}, and should be ${String(right)}`]
  })
}
