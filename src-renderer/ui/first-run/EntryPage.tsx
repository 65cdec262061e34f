import type { ReactNode } from 'react'

import { Logo } from '../parts/Logo.tsx'
import styles from './FirstRun.module.css'

interface EntryPageProps {
  readonly title: string
  /** One sentence under the title. */
  readonly line?: string
  readonly width?: 'medium' | 'wide'
  readonly children: ReactNode
}

/** A page before the phone itself: its name, and one thing to do. */
export function EntryPage({ title, line, width, children }: EntryPageProps) {
  return (
    <main className={styles.page}>
      <div className={width ? `${styles.column} ${styles[width]}` : styles.column}>
        <header className={styles.top}>
          <Logo size={40} />
          <div>
            <h1>{title}</h1>
            {line && <p className="quiet">{line}</p>}
          </div>
        </header>
        {children}
      </div>
    </main>
  )
}
