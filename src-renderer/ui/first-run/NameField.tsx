import { TextField } from '../parts/Field.tsx'
import { useWords } from '../use-words.ts'
import styles from './FirstRun.module.css'

interface NameFieldProps {
  readonly name: string
  readonly onName: (name: string) => void
  /** What to say below it. */
  readonly hint: string
  /** The name cannot be used: the hint says why. */
  readonly refused: boolean
}

/** The one question that every way into an office begins with. */
export function NameField({ name, onName, hint, refused }: NameFieldProps) {
  const { t } = useWords()
  return (
    <>
      <span className={styles.label} aria-hidden="true">
        {t('entry.name')}
      </span>
      <TextField
        large
        label={t('entry.name')}
        value={name}
        maxLength={64}
        autoComplete="name"
        autoFocus
        aria-describedby="name-hint"
        aria-invalid={refused}
        onText={onName}
      />
      <p id="name-hint" className={refused ? `${styles.hint} ${styles.warn}` : styles.hint} role="status">
        {hint}
      </p>
    </>
  )
}
