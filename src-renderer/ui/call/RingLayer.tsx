import { BellOff } from 'lucide-react'
import { useMemo } from 'react'

import { useRingKeys } from '../keyboard/use-ring-keys.ts'
import { Button } from '../parts/Button.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import { RingCard } from './RingCard.tsx'
import styles from './RingLayer.module.css'

/** The ring inside the page, over everything; it never takes the focus from what somebody types. */
export function RingLayer({ soundNotice }: { readonly soundNotice: boolean }) {
  const { call, soundBlocked } = usePhone()
  const { accept, decline, silence, turnOnRinging } = useActions()
  const { t } = useWords()
  const ringing = call?.state === 'ringing' ? call : null
  const callId = ringing?.callId ?? null
  const noSound = soundBlocked && soundNotice
  useRingKeys(
    useMemo(
      () => (callId === null ? null : { accept: () => accept(callId, false), decline: () => decline(callId) }),
      [callId, accept, decline],
    ),
  )
  return (
    <div className={styles.layer}>
      {ringing && (
        <RingCard
          ring={ringing}
          accept={(video) => accept(ringing.callId, video)}
          decline={() => decline(ringing.callId)}
          silence={() => silence(ringing.callId)}
        />
      )}
      <div aria-live="polite" role={noSound ? 'status' : undefined}>
        {noSound && (
          <Notice icon={BellOff} text={t('ring.soundBlocked')}>
            <Button onClick={turnOnRinging}>{t('ring.turnOn')}</Button>
          </Notice>
        )}
      </div>
    </div>
  )
}
