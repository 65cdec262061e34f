import { EntryPage } from './first-run/EntryPage.tsx'
import styles from './NoHostApp.module.css'
import { useWords } from './use-words.ts'

/** The page for the windows of apps, opened without one; the phone itself lies beside it. */
export function NoHostApp() {
  const { t } = useWords()
  return (
    <EntryPage title={t('entry.forApps')}>
      <p>{t('entry.forAppsLine')}</p>
      <p className={styles.way}>
        <a href="./">{t('entry.openPhone')}</a>
      </p>
    </EntryPage>
  )
}
