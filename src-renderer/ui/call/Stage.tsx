import { Headphones, LoaderCircle, MicOff, VideoOff } from 'lucide-react'

import { TIMERS } from '../../../src-signaling/protocol/index.ts'
import { shortName } from '../format/initials.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions } from '../phone-context.ts'
import { useElapsed } from '../use-elapsed.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import { CallNotices } from './CallNotices.tsx'
import { OnHold } from './OnHold.tsx'
import styles from './Stage.module.css'
import { TalkLanes } from './TalkLanes.tsx'
import { useSpeaking } from './use-speaking.ts'
import { Video } from './Video.tsx'

/** What is seen of the other end: the picture, or who it is and who speaks. */
export function Stage({ call }: { readonly call: CallView }) {
  const { t } = useWords()
  const reconnecting = call.state === 'reconnecting'
  const held = call.hold !== null || call.peerHold !== null
  const picture = call.remoteStream !== null && call.peerCamera === 'on' && !reconnecting && !held
  const talking = call.state === 'active' && !picture && !held
  const dark = picture || (held && call.ownStream !== null)
  return (
    <div className={dark ? `${styles.stage} ${styles.dark}` : styles.stage}>
      <CallNotices call={call} />
      {picture && (
        <Video stream={call.remoteStream} label={t('call.videoOf', { name: call.name })} className={styles.video} />
      )}
      {!picture && <Portrait call={call} dim={reconnecting || held} onDark={dark} />}
      {reconnecting && <Reconnecting call={call} />}
      <OnHold call={held && !reconnecting ? call : null} />
      {!picture && !reconnecting && !held && call.subject && <p className={styles.line}>{call.subject}</p>}
      {talking && (
        <TalkLanes name={shortName(call.name)} microphone={call.microphone} peerMicrophone={call.peerMicrophone} />
      )}
      <PeerChips call={call} picture={picture} />
      {call.ownStream && (
        <div className={styles.self}>
          <Video own stream={call.ownStream} label={t('call.ownVideo')} />
        </div>
      )}
    </div>
  )
}

interface PortraitProps {
  readonly call: CallView
  /** Outlined: nothing of the other end comes. */
  readonly dim: boolean
  readonly onDark: boolean
}

function Portrait({ call, dim, onDark }: PortraitProps) {
  const { levels } = useActions()
  const speaking = useSpeaking(() => levels().peer, call.state === 'active' && !dim)
  const look = dim ? (onDark ? 'dimOnDark' : 'dim') : speaking ? 'speaking' : 'onSide'
  return <Avatar name={call.name} size={96} look={look} />
}

function Reconnecting({ call }: { readonly call: CallView }) {
  const { t } = useWords()
  const name = shortName(call.name)
  const seconds = Math.max(0, TIMERS.pathLost / 1_000 - useElapsed())
  return (
    <div>
      <p className={styles.title}>
        <span className={styles.spin}>
          <Icon of={LoaderCircle} size={18} />
        </span>{' '}
        {t('call.reconnectingTitle', { name })}
      </p>
      <p className={`${styles.line} num`}>{t('call.reconnectingLine', { name, seconds })}</p>
    </div>
  )
}

/** The peer's own states, in this order: microphone, camera. The region is there before them, so that they are read. */
function PeerChips({ call, picture }: { readonly call: CallView; readonly picture: boolean }) {
  const { t } = useWords()
  const name = shortName(call.name)
  const shown = call.state === 'active' && !call.peerHold
  const cameraOff = call.peerCamera === 'off' && !picture && !call.hold && (call.video || call.camera === 'on')
  return (
    <div className={styles.chips} aria-live="polite">
      {shown && call.peerMicrophone === 'muted' && (
        <span className={styles.chip}>
          <Icon of={MicOff} size={14} />
          {t('call.peerMuted', { name })}
        </span>
      )}
      {shown && call.peerMicrophone === 'none' && (
        <span className={styles.chip}>
          <Icon of={Headphones} size={14} />
          {t('call.peerNoMicrophone', { name })}
        </span>
      )}
      {shown && cameraOff && (
        <span className={styles.chip}>
          <Icon of={VideoOff} size={14} />
          {t('call.peerCameraOff', { name })}
        </span>
      )}
    </div>
  )
}
