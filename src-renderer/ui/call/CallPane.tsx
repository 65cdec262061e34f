import { useState } from 'react'

import { callLine, isPoor } from '../format/call.ts'
import { headLine } from '../format/people.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { LampIcon } from '../parts/LampIcon.tsx'
import { OldClientMark } from '../parts/OldClientMark.tsx'
import { Head } from '../people/Head.tsx'
import { usePhone } from '../phone-context.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import { CallBar } from './CallBar.tsx'
import { CallDetails } from './CallDetails.tsx'
import { CallTimer } from './CallTimer.tsx'
import { EndedStage } from './EndedStage.tsx'
import { Stage } from './Stage.tsx'

/** The call: head, stage and bar keep their places from the first ring to the end. */
export function CallPane({ back }: { readonly back: () => void }) {
  const { call } = usePhone()
  const [details, setDetails] = useState(false)
  if (!call) return null
  const ended = call.state === 'ended'
  return (
    <>
      <Head
        name={call.name}
        mark={call.classic && <OldClientMark />}
        lead={<Avatar name={call.name} look="head" />}
        line={ended ? <PersonLine call={call} /> : <CallLine call={call} />}
        warn={isPoor(call) || call.state === 'reconnecting'}
        onBack={back}
      >
        <CallTimer call={call} />
      </Head>
      {ended ? (
        <EndedStage call={call} details={details} onDetails={() => setDetails(!details)} />
      ) : (
        <Stage call={call} />
      )}
      <CallBar call={call} details={details} onDetails={() => setDetails(!details)} />
      {details && <CallDetails call={call} beside={ended} onClose={() => setDetails(false)} />}
    </>
  )
}

function CallLine({ call }: { readonly call: CallView }) {
  const { t } = useWords()
  return <span className="clip">{callLine(call, t)}</span>
}

/** After the call the line says again how the person is reached. */
function PersonLine({ call }: { readonly call: CallView }) {
  const { people } = usePhone()
  const { t, language } = useWords()
  const now = useNow(30_000)
  const person = people.find((one) => one.contact === call.contact)
  if (!person) return null
  return (
    <>
      <LampIcon lamp={person.lamp} />
      <span className="clip">{headLine(person, { t, language, now })}</span>
    </>
  )
}
