import { Phone, Users, Video } from 'lucide-react'
import { useState } from 'react'

import { whyNoCall } from '../format/call.ts'
import type { Place } from '../navigation.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import styles from './Body.module.css'
import { Head } from './Head.tsx'
import { PersonRow } from './PersonRow.tsx'
import { SubjectField } from './SubjectField.tsx'

interface GroupPaneProps {
  readonly name: string
  readonly go: (place: Place) => void
  readonly back: () => void
}

/** A ring group: who is in it, and a call that rings them all. */
export function GroupPane({ name, go, back }: GroupPaneProps) {
  const { groups, people, call: current } = usePhone()
  const { call, joinGroup, leaveGroup } = useActions()
  const { t } = useWords()
  const [subject, setSubject] = useState('')
  const now = useNow(30_000)
  const group = groups.find((one) => one.name === name)
  if (!group) return null
  const noCall = whyNoCall(current, t)
  function dial(video: boolean): void {
    call({ group: name }, { video, subject: subject || null })
    setSubject('')
  }
  const members = people.filter((person) => group.members.includes(person.contact))
  return (
    <>
      <Head
        idle
        name={name}
        lead={<Icon of={Users} size={24} />}
        line={
          <span>
            {members.length === 0 ? t('list.groupAlone') : t('group.line', { free: group.free, count: members.length })}
          </span>
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
        <Button large onClick={() => (group.joined ? leaveGroup(name) : joinGroup(name))}>
          {t(group.joined ? 'group.leave' : 'list.joinGroup')}
        </Button>
      </Head>
      <div className={styles.body}>
        <SubjectField value={subject} onText={setSubject} />
        <p className={styles.hint}>{noCall || t(members.length === 0 ? 'group.nobody' : 'group.rings')}</p>
        {members.length > 0 && <h2 className={styles.title}>{t('group.members')}</h2>}
        {members.length > 0 && (
          <ul aria-label={t('group.members')}>
            {members.map((person) => (
              <PersonRow key={person.contact} person={person} now={now} selected={false} noCall={noCall} go={go} />
            ))}
          </ul>
        )}
      </div>
    </>
  )
}
