/** The parts of a candidate line that decisions need. */
export interface CandidateLine {
  /** Lower case. */
  readonly transport: string
  readonly address: string
  readonly type: string
}

/** RFC 8839 §5.1: foundation component transport priority address port typ … */
export function parseCandidateLine(line: string): CandidateLine {
  const [, , transport = '', , address = '', , , type = ''] = line.replace(/^(?:a=)?candidate:/, '').split(' ')
  return { transport: transport.toLowerCase(), address, type }
}
