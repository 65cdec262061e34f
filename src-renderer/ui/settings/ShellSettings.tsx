import { Button } from '../parts/Button.tsx'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import { Setting, SwitchLine } from './Setting.tsx'
import styles from './SettingsPane.module.css'

/** What only an installed app can do; nothing in a browser. */
export function ShellSettings() {
  const shell = useShell()
  const { t } = useWords()
  if (!shell) return null
  const { preferences, trouble, actions } = shell
  return (
    <>
      <Setting plain label={t('settings.app')}>
        <SwitchLine
          label={t('settings.openAtLogin')}
          hint={t('settings.openAtLoginHint')}
          on={preferences.openAtLogin}
          onChange={(openAtLogin) => actions.setPreferences({ ...preferences, openAtLogin })}
        />
        <SwitchLine
          label={t('settings.closeToTray')}
          hint={t('settings.closeToTrayHint')}
          on={preferences.closeToTray}
          onChange={(closeToTray) => actions.setPreferences({ ...preferences, closeToTray })}
        />
        {trouble && <p className={`${styles.hint} ${styles.warn}`}>{t(`settings.trouble.${trouble}`)}</p>}
      </Setting>
      <Setting label={t('settings.logs')}>
        <div>
          <Button onClick={actions.openLogs}>{t('settings.openLogs')}</Button>
        </div>
      </Setting>
    </>
  )
}
