import { BellRing, Volume2 } from 'lucide-react'

import { Button } from '../parts/Button.tsx'
import { Slider } from '../parts/Field.tsx'
import { Icon } from '../parts/Icon.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { DeviceChoiceView } from '../view-model.ts'
import { DeviceSelect } from './DeviceSelect.tsx'
import { MicrophoneMeter } from './MicrophoneMeter.tsx'
import { Setting, SwitchLine } from './Setting.tsx'
import styles from './SettingsPane.module.css'

/** Microphone, voice, speaker and ringer. @param brief only what a first look needs */
export function SoundPage({ brief = false }: { readonly brief?: boolean }) {
  const { settings, devices } = usePhone()
  const { changeSettings, playTest } = useActions()
  const { t } = useWords()
  return (
    <>
      <Setting label={t('settings.microphone')}>
        <DeviceSelect
          label={t('settings.microphone')}
          choice={devices.microphone}
          preferred={settings.microphone}
          onChoose={(microphone) => changeSettings({ microphone })}
        />
        <MicrophoneMeter key={settings.microphone?.id} />
        <Missing choice={devices.microphone} />
        {devices.namesHidden && <p className={styles.hint}>{t('settings.namesHidden')}</p>}
      </Setting>
      {!brief && <Voice />}
      <Setting label={t('settings.speaker')}>
        <div className={styles.line}>
          <DeviceSelect
            label={t('settings.speaker')}
            choice={devices.speaker}
            preferred={settings.speaker}
            onChoose={(speaker) => changeSettings({ speaker })}
          />
          <Button icon={<Icon of={Volume2} />} onClick={() => playTest('speaker')}>
            {t('settings.playTone')}
          </Button>
        </div>
        <Missing choice={devices.speaker} />
      </Setting>
      <Setting label={t('settings.ringer')}>
        <div className={styles.line}>
          <DeviceSelect
            label={t('settings.ringer')}
            choice={devices.ringer}
            preferred={settings.ringer}
            onChoose={(ringer) => changeSettings({ ringer })}
          />
          <Button icon={<Icon of={BellRing} />} onClick={() => playTest('ringer')}>
            {t('settings.ring')}
          </Button>
        </div>
        <div className={styles.line}>
          <Icon of={Volume2} />
          <Slider
            label={t('settings.volume')}
            value={settings.ringerVolume}
            onValue={(ringerVolume) => changeSettings({ ringerVolume })}
          />
          <span className="num quiet">
            {Math.round(settings.ringerVolume * 100)}
            {'\u00A0'}%
          </span>
        </div>
        <Missing choice={devices.ringer} />
      </Setting>
    </>
  )
}

function Voice() {
  const { settings } = usePhone()
  const { changeSettings } = useActions()
  const { t } = useWords()
  return (
    <Setting plain label={t('settings.voice')}>
      <SwitchLine
        label={t('settings.noise')}
        hint={t('settings.noiseHint')}
        on={settings.noiseSuppression}
        onChange={(noiseSuppression) => changeSettings({ noiseSuppression })}
      />
      <SwitchLine
        label={t('settings.echo')}
        hint={t('settings.echoHint')}
        on={settings.echoCancellation}
        onChange={(echoCancellation) => changeSettings({ echoCancellation })}
      />
      <SwitchLine
        label={t('settings.gain')}
        hint={t('settings.gainHint')}
        on={settings.automaticGain}
        onChange={(automaticGain) => changeSettings({ automaticGain })}
      />
      <SwitchLine
        label={t('settings.keepReady')}
        hint={t('settings.keepReadyHint')}
        on={settings.keepMicrophoneReady}
        onChange={(keepMicrophoneReady) => changeSettings({ keepMicrophoneReady })}
      />
    </Setting>
  )
}

function Missing({ choice }: { readonly choice: DeviceChoiceView }) {
  const { t } = useWords()
  return choice.missing === null ? null : (
    <p className={styles.hint}>{t('settings.missing', { label: choice.missing })}</p>
  )
}
