import { Phone, Star, Video } from 'lucide-react'
import { useState } from 'react'

import { shortName } from '../format/initials.ts'
import { whyNoCall } from '../format/call.ts'
import { headLine, ifYouCall } from '../format/people.ts'
import { clockTime } from '../format/time.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Button, IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { LampIcon } from '../parts/LampIcon.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import type { PersonView } from '../view-model.ts'
import styles from './Body.module.css'
import { CallLog } from './CallLog.tsx'
import { Head } from './Head.tsx'
import { SubjectField } from './SubjectField.tsx'

interface PersonPaneProps {
  readonly contact: string
  readonly back: () => void
}

/** One person: how to reach them, and what was between us. */
export function PersonPane({ contact, back }: PersonPaneProps) {
  const { people } = usePhone()
  const person = people.find((one) => one.contact === contact)
  return person && <Person key={contact} person={person} back={back} />
}

function Person({ person, back }: { readonly person: PersonView; readonly back: () => void }) {
  const { recents, settings, call: current } = usePhone()
  const { call, changeSettings } = useActions()
  const { t, language } = useWords()
  const [subject, setSubject] = useState('')
  const now = useNow(30_000)
  const { contact, name, lamp, favourite } = person
  const noCall = whyNoCall(current, t)
  function dial(video: boolean): void {
    call({ contact }, { video, subject: subject || null })
    setSubject('')
  }
  const toggle = () => {
    const others = settings.favourites.filter((one) => one !== contact)
    changeSettings({ favourites: favourite ? others : [...others, contact] })
  }
  const calls = recents.filter((recent) => recent.contact === contact)
  return (
    <>
      <Head
        idle
        name={name}
        lead={<Avatar name={name} look="head" />}
        line={
          <>
            <LampIcon lamp={lamp} />
            <span className="clip">{headLine(person, { t, language, now })}</span>
          </>
        }
        onBack={back}
      >
        <Button
          look="primary"
          large
          icon={<Icon of={Phone} />}
          disabled={noCall !== ''}
          title={noCall}
          onClick={() => dial(false)}
        >
          {t('person.call')}
        </Button>
        <Button
          large
          fold
          icon={<Icon of={Video} />}
          disabled={noCall !== ''}
          title={noCall}
          onClick={() => dial(true)}
        >
          {t('person.videoCall')}
        </Button>
        <IconButton label={t('person.favourite')} aria-pressed={favourite} onClick={toggle}>
          <Star size={16} strokeWidth={1.75} fill={favourite ? 'currentColor' : 'none'} aria-hidden="true" />
        </IconButton>
      </Head>
      <div className={styles.body}>
        <SubjectField value={subject} onText={setSubject} />
        <Facts person={person} now={now} noCall={noCall} />
        <h2 className={styles.title}>{t('person.calls', { name: shortName(name) })}</h2>
        {calls.length === 0 ? (
          <p className={styles.hint}>{t('person.noCalls')}</p>
        ) : (
          <CallLog recents={calls} noCall={noCall} />
        )}
      </div>
    </>
  )
}

interface FactsProps {
  readonly person: PersonView
  readonly now: Date
  readonly noCall: string
}

function Facts({ person, now, noCall }: FactsProps) {
  const { t, language } = useWords()
  const { lamp, groups, since, hereSince, kind, reason } = person
  const where = t(`person.${kind}`)
  const consequence = noCall || ifYouCall(person, t)
  const lastHere = lamp === 'unreachable' && reason !== null
  const phone = lastHere ? t('person.lastHere', { where, time: clockTime(since, language, now) }) : where
  return (
    <dl className={styles.facts}>
      <dt>{t('person.phone')}</dt>
      <dd>{lamp === 'free' ? t('person.hereSince', { where, time: clockTime(hereSince, language, now) }) : phone}</dd>
      {consequence && <dt>{t('person.ifYouCall')}</dt>}
      {consequence && <dd>{consequence}</dd>}
      {groups.length > 0 && <dt>{t('person.groups')}</dt>}
      {groups.length > 0 && <dd>{groups.join(t('between.items'))}</dd>}
    </dl>
  )
}
