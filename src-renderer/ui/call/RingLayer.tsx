import { BellOff, Phone, PhoneIncoming, Video } from 'lucide-react'

import { Avatar } from '../parts/Avatar.tsx'
import { Button, IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Notice } from '../parts/Notice.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './RingLayer.module.css'

/** The ring inside the page, over everything; it never takes the focus from what somebody types. */
export function RingLayer() {
  const { call, soundBlocked } = usePhone()
  const { turnOnRinging } = useActions()
  const { t } = useWords()
  const ringing = call?.state === 'ringing' ? call : null
  return (
    <div className={styles.layer}>
      {ringing && <Ring call={ringing} />}
      {soundBlocked && (
        <Notice icon={BellOff} text={t('ring.soundBlocked')}>
          <Button onClick={turnOnRinging}>{t('ring.turnOn')}</Button>
        </Notice>
      )}
    </div>
  )
}

function Ring({ call }: { readonly call: CallView }) {
  const { accept, decline, silence } = useActions()
  const { t } = useWords()
  const { name, silenced, video, group, subject } = call
  const kind = group
    ? t(video ? 'ring.videoForGroup' : 'ring.forGroup', { group })
    : t(video ? 'ring.incomingVideo' : 'ring.incoming')
  return (
    <div className={styles.ring} role="alertdialog" aria-label={t('ring.announce', { name })} aria-live="assertive">
      <div className={silenced ? styles.band : `${styles.band} ${styles.rings}`}>
        <Avatar name={name} size={48} look={silenced ? 'onSide' : 'inBand'} />
        <div className={styles.text}>
          <p className={styles.kind}>
            <Icon of={silenced ? BellOff : PhoneIncoming} size={14} />
            <span className="grow clip">{silenced ? t('ring.silenced') : kind}</span>
            {!silenced && (
              <IconButton size={28} label={t('ring.silence')} onClick={silence}>
                <Icon of={BellOff} />
              </IconButton>
            )}
          </p>
          <h2 className={styles.name}>{name}</h2>
          <p className={styles.subject}>{subject}</p>
        </div>
      </div>
      <div className={styles.acts}>
        <Button look="endQuiet" icon={<Icon of={Phone} down />} onClick={decline}>
          {t('ring.decline')}
        </Button>
        <Button look="goQuiet" icon={<Icon of={Video} />} onClick={() => accept(true)}>
          {t('ring.acceptVideo')}
        </Button>
        <Button look="go" icon={<Icon of={Phone} />} onClick={() => accept(false)}>
          {t('ring.accept')}
        </Button>
      </div>
    </div>
  )
}
