import type { TFunction } from 'i18next'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'

import type { OfficeChange, OfficeSettingsView } from '../../../src-main/ipc/contract.ts'
import { isTurnUrl } from '../../../src-signaling/protocol/index.ts'
import { Button, IconButton } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import { Setting, SwitchLine } from './Setting.tsx'
import styles from './SettingsPane.module.css'
import type { WayOut, WayOutDraft } from './way-out-draft.ts'
import { draftOf, newDraft, unchanged } from './way-out-draft.ts'
import { WayOutForm } from './WayOutForm.tsx'

/** STUN and TURN servers of the office that this machine hosts. */
export function WaysOut({ settings }: { readonly settings: OfficeSettingsView }) {
  const shell = useShell()
  const { t } = useWords()
  const [draft, setDraft] = useState<WayOutDraft | null>(null)
  const [failed, setFailed] = useState(false)
  const { iceServers, relayOnly } = settings
  const kept = iceServers.map(unchanged)
  const hasTurn = iceServers.some(({ urls }) => urls.some(isTurnUrl))

  async function change(part: Partial<OfficeChange>): Promise<void> {
    const changed = (await shell?.actions.changeOffice({ iceServers: kept, relayOnly, ...part })) ?? false
    setFailed(!changed)
    if (changed) setDraft(null)
  }

  function save(way: OfficeChange['iceServers'][number]): void {
    const others = way.was === null ? [...kept, way] : kept.map((one) => (one.was === way.was ? way : one))
    void change({ iceServers: others })
  }

  return (
    <Setting plain label={t('office.ways')}>
      <p className={styles.hint}>{t('office.waysHint')}</p>
      {iceServers.length > 0 && (
        <ul className={styles.ways}>
          {iceServers.map((way, index) => (
            <li key={way.urls.join(' ')} className={styles.line}>
              <div className="grow">
                <p className={styles.address}>{way.urls.join(', ')}</p>
                <p className={styles.hint}>{credentialsLine(way, t)}</p>
              </div>
              <IconButton
                label={t('office.editWay', { address: way.urls[0] })}
                onClick={() => setDraft(draftOf(way, index))}
              >
                <Icon of={Pencil} />
              </IconButton>
              <IconButton
                label={t('office.removeWay', { address: way.urls[0] })}
                onClick={() => void change({ iceServers: kept.filter(({ was }) => was !== index) })}
              >
                <Icon of={Trash2} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {draft ? (
        <WayOutForm key={draft.was} start={draft} onSave={save} onCancel={() => setDraft(null)} />
      ) : (
        <div className={styles.line}>
          <Button icon={<Icon of={Plus} />} onClick={() => setDraft(newDraft)}>
            {t('office.addWay')}
          </Button>
        </div>
      )}
      {failed && <p className={`${styles.hint} ${styles.warn}`}>{t('office.waysFailed')}</p>}
      <SwitchLine
        label={t('office.relayOnly')}
        hint={t('office.relayOnlyHint')}
        on={relayOnly}
        onChange={(on) => void change({ relayOnly: on })}
      />
      {relayOnly && !hasTurn && <p className={`${styles.hint} ${styles.warn}`}>{t('office.relayMissing')}</p>}
    </Setting>
  )
}

function credentialsLine({ credentials }: WayOut, t: TFunction): string {
  switch (credentials.kind) {
    case 'none':
      return t('office.wayNone')
    case 'static':
      return t('office.wayStatic', { username: credentials.username })
    case 'time-limited':
      return t('office.wayTimeLimited')
  }
}
