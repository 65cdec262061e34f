import type { TFunction } from 'i18next'

import type { Cause } from '../../doctor/diagnose.ts'
import type { CheckName, CheckState, NetworkReport } from '../../doctor/network-report.ts'
import { CHECKS } from '../../doctor/network-report.ts'

/** What is the matter, in one plain sentence, and what to do about it. */
export interface Advice {
  readonly what: string
  readonly todo: string
}

/** @param name what the other end is called in a sentence */
export function causeAdvice(cause: Cause, name: string, t: TFunction): Advice {
  if (cause.kind === 'blocked') {
    const { obstacle, relay } = cause
    return {
      what: t(`doctor.blocked.${obstacle}`, { name, relay: t(`doctor.relay.${relay}`) }),
      todo: t(`doctor.relayDo.${relay}`, { name }),
    }
  }
  const key = cause.kind === 'names-hidden' ? `names-hidden.${cause.whose}` : cause.kind
  return { what: t(`doctor.what.${key}`, { name }), todo: t(`doctor.do.${key}`, { name }) }
}

/** One check of the network's test, as a person reads it. */
export function checkAdvice(check: CheckName, state: CheckState, t: TFunction): Advice {
  switch (state.status) {
    case 'waiting':
      return { what: t('network.waiting'), todo: '' }
    case 'running':
      return { what: t('network.running'), todo: '' }
    case 'good':
      return { what: t(`network.good.${check}`, { ms: state.roundTripMs }), todo: '' }
    case 'absent':
      return { what: t('network.absent'), todo: '' }
    case 'bad': {
      const { check: where, kind, ...values } = state.problem
      return { what: t(`network.what.${where}.${kind}`, values), todo: t(`network.do.${where}.${kind}`, values) }
    }
  }
}

const isOpen = ({ status }: CheckState): boolean => status === 'waiting' || status === 'running'

/** Everything has been found out. */
export const isFinished = (report: NetworkReport): boolean => CHECKS.every((check) => !isOpen(report[check]))

/** What a screen reader is told once the test is over. */
export function reportSummary(report: NetworkReport, t: TFunction): string {
  const names = CHECKS.filter((check) => report[check].status === 'bad').map((check) => t(`network.checks.${check}`))
  return names.length === 0 ? t('network.allGood') : t('network.found', { names: names.join(t('between.items')) })
}
