import { useEffect, useMemo, useState } from 'react'

import type { RingAnswer, RingCard as Card, ShellBridge } from '../../src-main/ipc/contract.ts'
import { RingCard } from './call/RingCard.tsx'
import { useRingKeys } from './keyboard/use-ring-keys.ts'
import { useLook } from './use-look.ts'

/** All of the ring window. */
export function RingWindow({ bridge }: { readonly bridge: ShellBridge }) {
  const [card, setCard] = useState<Card | null>(null)
  useEffect(() => bridge.onRing(setCard), [bridge])
  useLook(card)
  if (!card) return null
  const answer = (given: RingAnswer) => void bridge.answerRing(given)
  return (
    <main>
      <h1 className="visually-hidden">Ringdown</h1>
      <RingCard
        ring={card}
        accept={(video) => answer(video ? 'accept-video' : 'accept')}
        decline={() => answer('decline')}
        silence={() => answer('silence')}
      />
    </main>
  )
}
