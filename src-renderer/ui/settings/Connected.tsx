import { clockTime } from '../format/time.ts'
import { LampIcon } from '../parts/LampIcon.tsx'
import { usePhone } from '../phone-context.ts'
import { useNow } from '../use-now.ts'
import { useWords } from '../use-words.ts'
import styles from './SettingsPane.module.css'

/** Who is connected to this host, besides oneself. */
export function Connected() {
  const { people } = usePhone()
  const { t, language } = useWords()
  const now = useNow(30_000)
  const here = people.filter((person) => person.lamp !== 'unreachable')
  return (
    <section className={styles.connected} aria-labelledby="connected-title">
      <h3 id="connected-title">{t('office.connected', { count: here.length })}</h3>
      {here.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('office.person')}</th>
              <th scope="col">{t('office.with')}</th>
              <th scope="col">{t('office.since')}</th>
            </tr>
          </thead>
          <tbody>
            {here.map((person) => (
              <tr key={person.contact}>
                <td className={styles.person}>
                  <LampIcon lamp={person.lamp} /> <bdi>{person.name}</bdi>
                </td>
                <td className="quiet">{t(`person.${person.kind}`)}</td>
                <td className="quiet num">{clockTime(person.hereSince, language, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
