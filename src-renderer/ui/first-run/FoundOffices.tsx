import { LoaderCircle } from 'lucide-react'

import type { FoundOffice, Search } from '../../../src-main/ipc/contract.ts'
import { Icon } from '../parts/Icon.tsx'
import { useElapsed } from '../use-elapsed.ts'
import { useWords } from '../use-words.ts'
import styles from './FirstRun.module.css'

interface FoundOfficesProps {
  readonly search: Search | null
  readonly chosen: string | null
  readonly onPick: (id: string) => void
}

/** What answers on this network, or why nothing does. */
export function FoundOffices({ search, chosen, onPick }: FoundOfficesProps) {
  const { t } = useWords()
  if (!search || search.offices.length === 0) return <Nothing search={search} />
  return (
    <fieldset className={`${styles.offices} ${styles.found}`}>
      <legend className={styles.hint}>{t('entry.found')}</legend>
      {search.offices.map((office) => (
        <label key={office.id} className={styles.office}>
          <input
            type="radio"
            name="office"
            checked={office.id === chosen}
            disabled={office.pin === null}
            onChange={() => onPick(office.id)}
          />
          <Office office={office} />
        </label>
      ))}
    </fieldset>
  )
}

function Office({ office }: { readonly office: FoundOffice }) {
  const { t } = useWords()
  return (
    <span className="grow">
      <span className={styles.line}>
        <span className="strong grow clip">{office.name}</span>
        <span className={`${styles.hint} num`}>{office.address}</span>
      </span>
      <span className={`${styles.hint} ${styles.block}`}>{t('entry.hostedBy', { machine: office.machine })}</span>
      <span className={styles.words}>{office.words ?? t('entry.asking')}</span>
    </span>
  )
}

function Nothing({ search }: { readonly search: Search | null }) {
  const { t } = useWords()
  const seconds = useElapsed()
  if (search?.trouble) {
    return (
      <p className={`${styles.found} ${styles.warn}`} role="status">
        {t(`entry.trouble.${search.trouble}`)}
      </p>
    )
  }
  return (
    <div className={`${styles.found} ${styles.looking}`} role="status">
      <span className={styles.spin}>
        <Icon of={LoaderCircle} />
      </span>
      <div>
        <p>{t('entry.looking', { networks: search?.networks.join(t('between.items')) ?? '' })}</p>
        {seconds >= 4 && <p className={styles.hint}>{t('entry.nothingYet')}</p>}
      </div>
    </div>
  )
}
