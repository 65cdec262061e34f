import { Headphones, MicOff, VideoOff } from 'lucide-react'

import { shortName } from '../format/initials.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import { DeviceNotices } from './DeviceNotices.tsx'
import styles from './Stage.module.css'
import { TalkLanes } from './TalkLanes.tsx'
import { useSpeaking } from './use-speaking.ts'
import { Video } from './Video.tsx'

/** What is seen of the other end: the picture, or who it is and who speaks. */
export function Stage({ call }: { readonly call: CallView }) {
  const { t } = useWords()
  const picture = call.remoteStream !== null && call.peerCamera === 'on'
  const reconnecting = call.state === 'reconnecting'
  const talking = call.state === 'active' && !picture
  return (
    <div className={picture ? `${styles.stage} ${styles.dark}` : styles.stage}>
      <DeviceNotices call={call} />
      {picture && (
        <Video stream={call.remoteStream} label={t('call.videoOf', { name: call.name })} className={styles.video} />
      )}
      {!picture && <Portrait call={call} />}
      {reconnecting && !picture && <Reconnecting call={call} />}
      {!picture && !reconnecting && call.subject && <p className={styles.line}>{call.subject}</p>}
      {talking && (
        <TalkLanes
          name={shortName(call.name)}
          muted={call.microphone !== 'on'}
          peerMuted={call.peerMicrophone !== 'on'}
        />
      )}
      <PeerChips call={call} picture={picture} />
      {call.ownStream && (
        <div className={styles.self}>
          <Video stream={call.ownStream} label={t('call.ownVideo')} />
        </div>
      )}
    </div>
  )
}

function Portrait({ call }: { readonly call: CallView }) {
  const { levels } = useActions()
  const speaking = useSpeaking(() => levels().peer, call.state === 'active')
  const dim = call.state === 'reconnecting'
  return <Avatar name={call.name} size={96} look={dim ? 'dim' : speaking ? 'speaking' : 'onSide'} />
}

function Reconnecting({ call }: { readonly call: CallView }) {
  const { t } = useWords()
  const name = shortName(call.name)
  return (
    <div>
      <p className={styles.title}>{t('call.reconnectingTitle', { name })}</p>
      <p className={styles.line}>{t('call.reconnectingLine', { name })}</p>
    </div>
  )
}

/** The peer's own states, in this order: microphone, camera. */
function PeerChips({ call, picture }: { readonly call: CallView; readonly picture: boolean }) {
  const { t } = useWords()
  const name = shortName(call.name)
  if (call.state !== 'active') return null
  const cameraOff = call.peerCamera === 'off' && !picture && (call.video || call.camera === 'on')
  return (
    <div className={styles.chips}>
      {call.peerMicrophone === 'muted' && (
        <span className={styles.chip}>
          <Icon of={MicOff} size={14} />
          {t('call.peerMuted', { name })}
        </span>
      )}
      {call.peerMicrophone === 'none' && (
        <span className={styles.chip}>
          <Icon of={Headphones} size={14} />
          {t('call.peerNoMicrophone', { name })}
        </span>
      )}
      {cameraOff && (
        <span className={styles.chip}>
          <Icon of={VideoOff} size={14} />
          {t('call.peerCameraOff', { name })}
        </span>
      )}
    </div>
  )
}
