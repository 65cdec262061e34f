import { EntryPage } from './first-run/EntryPage.tsx'
import { Button } from './parts/Button.tsx'
import { useWords } from './use-words.ts'

interface StartTroubleProps {
  readonly problem: 'insecure' | 'no-calls' | 'no-shell' | 'other'
  /** Ends the call that lives, if one does. */
  readonly onHangUp?: (() => void) | null
}

/** In the place of a phone that cannot be: why, and what can be done. */
export function StartTrouble({ problem, onHangUp = null }: StartTroubleProps) {
  const { t } = useWords()
  return (
    <EntryPage title={t('start.title')}>
      <p role="alert">{t(`start.${problem}`)}</p>
      <p>
        {onHangUp && <Button onClick={onHangUp}>{t('call.hangUp')}</Button>}{' '}
        <Button onClick={() => location.reload()}>{t('start.reload')}</Button>
      </p>
    </EntryPage>
  )
}
