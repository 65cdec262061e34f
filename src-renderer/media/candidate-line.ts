/** The parts of a candidate line that decisions need. */
export interface CandidateLine {
  /** Lower case. */
  readonly transport: string
  readonly address: string
  readonly type: string
  /** Port, and the address and port behind a mapped or relayed one. */
  readonly rest: string
}

/** RFC 8839 §5.1: foundation component transport priority address port typ … */
export function parseCandidateLine(line: string): CandidateLine {
  const parts = line.replace(/^(?:a=)?candidate:/, '').split(' ')
  const [, , transport = '', , address = '', port = '', , type = ''] = parts
  const after = (name: string) => (parts.includes(name, 8) ? (parts[parts.indexOf(name, 8) + 1] ?? '') : '')
  const rest = `${port} ${after('raddr')} ${after('rport')}`
  return { transport: transport.toLowerCase(), address, type, rest }
}
