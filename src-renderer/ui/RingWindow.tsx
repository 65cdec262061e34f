import { useEffect, useMemo, useState } from 'react'

import type { RingAnswer, RingFace, ShellBridge } from '../../src-main/ipc/contract.ts'
import { MissedCard } from './call/MissedCard.tsx'
import { RingCard } from './call/RingCard.tsx'
import { useRingKeys } from './keyboard/use-ring-keys.ts'
import { useLook } from './use-look.ts'

/** All of the ring window. */
export function RingWindow({ bridge }: { readonly bridge: ShellBridge }) {
  const [face, setFace] = useState<RingFace | null>(null)
  useEffect(() => bridge.onRing(setFace), [bridge])
  useLook(face?.card ?? null)
  const ringing = face?.kind === 'ring' ? face.card.callId : null
  useRingKeys(
    useMemo(() => {
      if (ringing === null) return null
      const say = (answer: RingAnswer) => () => void bridge.answerRing({ callId: ringing, answer })
      return { accept: say('accept'), decline: say('decline') }
    }, [bridge, ringing]),
  )
  if (!face) return null
  const { callId } = face.card
  // The answer is for the call that is drawn here, whatever rings by the time it arrives.
  const answer = (given: RingAnswer) => () => void bridge.answerRing({ callId, answer: given })
  return (
    <main>
      <h1 className="visually-hidden">Ringdown</h1>
      {face.kind === 'missed' ? (
        <MissedCard missed={face.card} callBack={answer('call-back')} dismiss={answer('dismiss')} />
      ) : (
        <RingCard
          ring={face.card}
          accept={(video) => answer(video ? 'accept-video' : 'accept')()}
          decline={answer('decline')}
          silence={answer('silence')}
        />
      )}
    </main>
  )
}
