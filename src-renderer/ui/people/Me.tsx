import { ChevronDown, Settings } from 'lucide-react'
import type { RefObject } from 'react'
import { useCallback, useRef, useState } from 'react'

import type { QuietSpan } from '../format/time.ts'
import { clockTime, isNight, QUIET_SPANS } from '../format/time.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { LampIcon } from '../parts/LampIcon.tsx'
import type { MenuItem } from '../parts/Menu.tsx'
import { Menu } from '../parts/Menu.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import styles from './Me.module.css'
import { MicrophoneSign } from './MicrophoneSign.tsx'

/** Who I am and how the others see me. */
export function Me({ onSettings }: { readonly onSettings: () => void }) {
  const { me, office } = usePhone()
  const { t, language } = useWords()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const now = useNow(30_000)
  const close = useCallback(() => setOpen(false), [])
  const unseen = office.line.status !== 'online'
  const until = me.until && me.lamp === 'do-not-disturb' ? clockTime(me.until, language, now) : null
  const state = unseen ? t('me.nobodySees') : until ? t('person.dndUntil', { time: until }) : t(`lamp.${me.lamp}`)
  return (
    <div className={styles.me}>
      <button
        type="button"
        ref={button}
        className={styles.state}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={`${me.name}. ${t('me.state', { state })}`}
        onClick={() => setOpen(!open)}
      >
        <Avatar name={me.name} size={32} look="onSide" />
        <span className="grow">
          <span className={`${styles.name} clip`}>
            <bdi>{me.name}</bdi>
          </span>
          <span className={styles.lamp}>
            <LampIcon lamp={unseen ? 'unreachable' : me.lamp} />
            <span className="clip">{state}</span>
            <Icon of={ChevronDown} size={12} />
          </span>
        </span>
      </button>
      <MicrophoneSign />
      <IconButton label={t('list.settings')} onClick={onSettings}>
        <Icon of={Settings} size={18} />
      </IconButton>
      {open && <StateMenu button={button} onClose={close} />}
    </div>
  )
}

interface StateMenuProps {
  readonly button: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

function StateMenu({ button, onClose }: StateMenuProps) {
  const { me } = usePhone()
  const { setAvailability } = useActions()
  const { t } = useWords()
  const quiet = (span: QuietSpan, index: number): MenuItem => ({
    key: span,
    label: t(span === 'dndTomorrow' && isNight(new Date()) ? 'me.dndMorning' : `me.${span}`),
    lead: <LampIcon lamp="do-not-disturb" />,
    checked: me.lamp === 'do-not-disturb' && span === 'dndOn' && me.until === null,
    onChoose: () => setAvailability('do-not-disturb', QUIET_SPANS[span]()),
    group: t('me.dnd'),
    ...(index === 0 ? { title: t('me.dnd') } : {}),
  })
  const plain = (availability: 'free' | 'away'): MenuItem => ({
    key: availability,
    label: t(`lamp.${availability}`),
    lead: <LampIcon lamp={availability} />,
    checked: me.lamp === availability,
    onChoose: () => setAvailability(availability, null),
  })
  const items = [plain('free'), plain('away'), ...(Object.keys(QUIET_SPANS) as QuietSpan[]).map(quiet)]
  return (
    <div className={styles.menu}>
      <Menu label={t('me.state', { state: t(`lamp.${me.lamp}`) })} items={items} button={button} onClose={onClose} />
    </div>
  )
}
