import { usePhone } from './phone-context.ts'
import { useWords } from './use-words.ts'

/** What happens to the call that runs, as a sentence for questions; empty where there is none. */
export function useRunningCall(): string {
  const { call } = usePhone()
  const { t } = useWords()
  const running = call && call.state !== 'ended' && call.state !== 'ringing'
  return running ? t('office.callGoesOn', { name: call.name }) : ''
}

/** Sentences one after the other; what is empty is left out. */
export const sentences = (...given: readonly string[]): string => given.filter(Boolean).join(' ')
