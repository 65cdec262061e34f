import { Button } from '../parts/Button.tsx'
import { SoundPage } from '../settings/SoundPage.tsx'
import { useWords } from '../use-words.ts'
import { EntryPage } from './EntryPage.tsx'
import styles from './FirstRun.module.css'

/** A look at microphone, speaker and ringer after the first join; it can be skipped (UX "First minute"). */
export function SoundCheck({ onDone }: { readonly onDone: () => void }) {
  const { t } = useWords()
  return (
    <EntryPage title={t('entry.soundTitle')} line={t('entry.soundLine')} width="medium">
      <div className={styles.card}>
        <div>
          <SoundPage brief />
        </div>
      </div>
      <div className={`${styles.foot} ${styles.below}`}>
        <Button large onClick={onDone}>
          {t('entry.skip')}
        </Button>
        <Button large look="primary" onClick={onDone}>
          {t('entry.done')}
        </Button>
      </div>
    </EntryPage>
  )
}
