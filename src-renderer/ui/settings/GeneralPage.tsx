import type { SubmitEvent } from 'react'
import { useState } from 'react'

import type { LanguageTag } from '../locales/index.ts'
import { LANGUAGES } from '../locales/index.ts'
import { Button } from '../parts/Button.tsx'
import { SelectBox, TextField } from '../parts/Field.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useWords } from '../use-words.ts'
import type { Settings } from '../view-model.ts'
import { Setting, SwitchLine } from './Setting.tsx'
import { ShellSettings } from './ShellSettings.tsx'
import styles from './SettingsPane.module.css'

const THEMES: readonly Settings['theme'][] = ['system', 'light', 'dark']

/** Name, language, appearance, and how calls connect. */
export function GeneralPage() {
  const { settings } = usePhone()
  const { changeSettings } = useActions()
  const { t } = useWords()
  return (
    <>
      <NameSetting />
      <Setting label={t('settings.language')}>
        <SelectBox
          label={t('settings.language')}
          value={settings.language}
          onValue={(language) => changeSettings({ language: language as LanguageTag | 'system' })}
        >
          <option value="system">{t('settings.asSystem')}</option>
          {Object.entries(LANGUAGES).map(([tag, { name }]) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </SelectBox>
      </Setting>
      <Setting label={t('settings.theme')}>
        <SelectBox
          label={t('settings.theme')}
          value={settings.theme}
          onValue={(theme) => changeSettings({ theme: theme as Settings['theme'] })}
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {t(theme === 'system' ? 'settings.asSystem' : `settings.${theme}`)}
            </option>
          ))}
        </SelectBox>
      </Setting>
      <Setting plain label={t('settings.calls')}>
        <SwitchLine
          label={t('settings.warmRing')}
          hint={t('settings.warmRingHint')}
          on={settings.warmRing}
          onChange={(warmRing) => changeSettings({ warmRing })}
        />
      </Setting>
      <ShellSettings />
    </>
  )
}

function NameSetting() {
  const { me } = usePhone()
  const { rename } = useActions()
  const { t } = useWords()
  const [name, setName] = useState(me.name)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (name.trim() !== '') rename(name.trim())
  }
  return (
    <Setting label={t('settings.name')}>
      <form className={styles.line} onSubmit={submit}>
        <TextField label={t('settings.name')} value={name} maxLength={64} onText={setName} />
        <Button submit disabled={name.trim() === '' || name.trim() === me.name}>
          {t('settings.saveName')}
        </Button>
      </form>
      {me.renameRefusal && <p className={`${styles.hint} ${styles.warn}`}>{t(`refusal.${me.renameRefusal}`)}</p>}
    </Setting>
  )
}
