import { Camera } from 'lucide-react'
import { useState } from 'react'

import { Video } from '../call/Video.tsx'
import { problemText } from '../format/problem.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import { DeviceSelect } from './DeviceSelect.tsx'
import { Setting } from './Setting.tsx'
import styles from './SettingsPane.module.css'
import { usePreview } from './use-preview.ts'

/** The camera, and what it sees: only when asked, because its light goes on. */
export function CameraPage() {
  const { settings, devices } = usePhone()
  const { changeSettings } = useActions()
  const { t } = useWords()
  const [wanted, setWanted] = useState(false)
  return (
    <Setting label={t('settings.camera')}>
      <div className={styles.line}>
        <DeviceSelect
          label={t('settings.camera')}
          choice={devices.camera}
          preferred={settings.camera}
          onChoose={(camera) => changeSettings({ camera })}
        />
        <Button icon={<Icon of={Camera} />} onClick={() => setWanted(!wanted)}>
          {t(wanted ? 'settings.stopPreview' : 'settings.preview')}
        </Button>
      </div>
      {devices.camera.missing && (
        <p className={styles.hint}>{t('settings.missing', { label: devices.camera.missing })}</p>
      )}
      {wanted && <Picture key={settings.camera?.id} />}
    </Setting>
  )
}

function Picture() {
  const { t } = useWords()
  const inApp = useShell() !== null
  const preview = usePreview('camera', true)
  if (preview.status === 'failed') {
    return (
      <p className={`${styles.hint} ${styles.warn}`}>
        {problemText({ device: 'camera', problem: preview.problem, name: '', inApp }, t)}
      </p>
    )
  }
  return (
    <div className={styles.picture}>
      {preview.status === 'open' && <Video own stream={preview.stream} label={t('call.ownVideo')} />}
    </div>
  )
}
