import { useWords } from '../use-words.ts'
import styles from './SearchBox.module.css'

/** On the hit that Enter calls. */
export function EnterHint() {
  const { t } = useWords()
  return (
    <>
      <kbd className={styles.cap}>{t('search.enter')}</kbd> {t('person.call')}
    </>
  )
}
