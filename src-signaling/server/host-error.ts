/** Why a host cannot start; each has an exit code of its own. */
export type HostProblem =
  | 'usage'
  | 'port-in-use'
  | 'port-refused'
  | 'data-folder'
  | 'data-folder-in-use'
  | 'certificate'
  | 'transfer'

export const EXIT_CODES: Readonly<Record<HostProblem, number>> = {
  usage: 2,
  'port-in-use': 3,
  'port-refused': 3,
  'data-folder': 4,
  'data-folder-in-use': 5,
  certificate: 6,
  transfer: 7,
}

/** A failure with a sentence for the person who started the host; never shown with a stack. */
export class HostError extends Error {
  readonly problem: HostProblem
  constructor(problem: HostProblem, sentence: string) {
    super(sentence)
    this.name = 'HostError'
    this.problem = problem
  }
}
