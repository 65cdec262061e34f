import { BellOff, Phone, PhoneIncoming, Video } from 'lucide-react'

import { Avatar } from '../parts/Avatar.tsx'
import { Button, IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { OldClientMark } from '../parts/OldClientMark.tsx'
import { ACCEPT_KEYS, DECLINE_KEYS } from '../keyboard/use-ring-keys.ts'
import { keysInWords } from '../keyboard/keys-in-words.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './RingCard.module.css'

interface RingCardProps {
  readonly ring: Pick<CallView, 'name' | 'classic' | 'group' | 'subject' | 'video' | 'silenced'>
  readonly accept: (video: boolean) => void
  readonly decline: () => void
  readonly silence: () => void
}

/** A ring: who calls, and what can be done about it. In the page, and alone in the ring window. */
export function RingCard({ ring, accept, decline, silence }: RingCardProps) {
  const { t } = useWords()
  const { name, silenced, video, group, subject } = ring
  const kind = group
    ? t(video ? 'ring.videoForGroup' : 'ring.forGroup', { group })
    : t(video ? 'ring.incomingVideo' : 'ring.incoming')
  return (
    <div className={styles.ring} role="alertdialog" aria-label={t('ring.announce', { name })}>
      <div className={silenced ? styles.band : `${styles.band} ${styles.rings}`}>
        <Avatar name={name} size={48} look={silenced ? 'onSide' : 'inBand'} />
        <div className={styles.text}>
          <p className={styles.kind}>
            <Icon of={silenced ? BellOff : video ? Video : PhoneIncoming} size={14} />
            <span className="grow clip">{silenced ? t('ring.silenced') : kind}</span>
            {!silenced && (
              <IconButton size={28} label={t('ring.silence')} onClick={silence}>
                <Icon of={BellOff} />
              </IconButton>
            )}
          </p>
          <h2 className={styles.name} title={name}>
            <bdi>{name}</bdi>
          </h2>
          <p className={styles.subject}>{ring.classic ? <OldClientMark /> : <bdi>{subject}</bdi>}</p>
        </div>
      </div>
      <div className={styles.acts}>
        <Button
          look="endQuiet"
          icon={<Icon of={Phone} down />}
          title={keysInWords(DECLINE_KEYS)}
          aria-keyshortcuts={DECLINE_KEYS}
          onClick={decline}
        >
          {t('ring.decline')}
        </Button>
        <Button look="goQuiet" icon={<Icon of={Video} />} onClick={() => accept(true)}>
          {t('ring.acceptVideo')}
        </Button>
        <Button
          look="go"
          icon={<Icon of={Phone} />}
          title={keysInWords(ACCEPT_KEYS)}
          aria-keyshortcuts={ACCEPT_KEYS}
          onClick={() => accept(false)}
        >
          {t('ring.accept')}
        </Button>
      </div>
    </div>
  )
}
