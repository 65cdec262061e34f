import type { TFunction } from 'i18next'

import type { Examined, HostState } from '../../../src-main/ipc/contract.ts'

/** Why the host does not run, in words that say what to do. */
export function hostProblem({ problem, sentence }: Extract<HostState, { status: 'failed' }>, t: TFunction): string {
  return problem === 'other' || problem === 'usage' ? t('office.failed', { sentence }) : t(`office.problem.${problem}`)
}

/** Why what was pasted leads nowhere. */
export const examineProblem = ({ problem }: Extract<Examined, { status: 'failed' }>, t: TFunction): string =>
  t(`entry.problem.${problem}`)
