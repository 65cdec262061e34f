import type { TFunction } from 'i18next'

import type { CaptureProblem } from '../../call/ports.ts'

interface ProblemFacts {
  readonly device: 'microphone' | 'camera'
  readonly problem: CaptureProblem
  /** What the other end is called in a sentence. */
  readonly name: string
  /** In the desktop app there is no address bar: the system says who may use a device. */
  readonly inApp: boolean
}

/** The settings where a system allows devices. @param userAgent of the window */
export function systemOf(userAgent: string): 'mac' | 'windows' | 'other' {
  if (userAgent.includes('Mac')) return 'mac'
  return userAgent.includes('Windows') ? 'windows' : 'other'
}

/** Why a device is not there, and what to do about it. */
export function problemText(
  { device, problem, name, inApp }: ProblemFacts,
  t: TFunction,
  userAgent = navigator.userAgent,
): string {
  if (!inApp || problem !== 'denied') return t(`problem.${device}.${problem}`, { name })
  return t(`problem.system.${device}`, { name, place: t(`problem.system.${systemOf(userAgent)}.${device}`) })
}
