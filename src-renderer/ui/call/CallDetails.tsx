import type { TFunction } from 'i18next'
import { X } from 'lucide-react'
import { useEffect } from 'react'

import { IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useWords } from '../use-words.ts'
import type { CallView } from '../view-model.ts'
import styles from './CallDetails.module.css'

/** The negotiation in words: path, round trip, loss, sound. */
export function CallDetails({ call, onClose }: { readonly call: CallView; readonly onClose: () => void }) {
  const { t } = useWords()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onClose()
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [onClose])
  return (
    <section className={styles.panel} role="dialog" aria-label={t('call.details')}>
      <div className={styles.top}>
        <h2 className="grow">{t('call.details')}</h2>
        <IconButton size={24} label={t('app.close')} onClick={onClose}>
          <Icon of={X} />
        </IconButton>
      </div>
      <dl className={styles.facts}>
        {facts(call, t).map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function facts({ path }: CallView, t: TFunction): readonly (readonly [string, string])[] {
  if (!path) return [[t('details.path'), t('details.none')]]
  const now = [
    path.roundTripMs === null ? '' : t('details.roundTrip', { ms: path.roundTripMs }),
    path.jitterMs === null ? '' : t('details.jitter', { ms: path.jitterMs }),
    path.lossPercent === null ? '' : t('details.loss', { percent: path.lossPercent }),
  ]
  const all: readonly (readonly [string, string | null])[] = [
    [t('details.path'), t(`details.${path.path}`, { protocol: path.protocol })],
    [t('details.candidates'), `${path.localType} – ${path.remoteType}`],
    [t('details.now'), now.filter((part) => part !== '').join(', ')],
    [t('details.sound'), path.codec],
    [t('details.picture'), path.videoSize],
    [t('details.encryption'), t('details.dtls')],
  ]
  return all.flatMap(([name, value]) => (value ? [[name, value] as const] : []))
}
