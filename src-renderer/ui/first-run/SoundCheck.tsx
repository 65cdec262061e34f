import { Button } from '../parts/Button.tsx'
import { Logo } from '../parts/Logo.tsx'
import { SoundPage } from '../settings/SoundPage.tsx'
import { useWords } from '../use-words.ts'
import styles from './FirstRun.module.css'

/** A look at microphone, speaker and ringer after the first join; it can be skipped (UX "First minute"). */
export function SoundCheck({ onDone }: { readonly onDone: () => void }) {
  const { t } = useWords()
  return (
    <main className={styles.page}>
      <div className={`${styles.column} ${styles.medium}`}>
        <header className={styles.top}>
          <Logo size={40} />
          <div>
            <h1>{t('entry.soundTitle')}</h1>
            <p className="quiet">{t('entry.soundLine')}</p>
          </div>
        </header>
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
      </div>
    </main>
  )
}
