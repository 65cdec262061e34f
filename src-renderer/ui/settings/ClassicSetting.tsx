import { useState } from 'react'

import type { HostPlace, HostState } from '../../../src-main/ipc/contract.ts'
import { hostProblem } from '../format/host.ts'
import { useShell } from '../shell-context.ts'
import { useWords } from '../use-words.ts'
import { Setting, SwitchLine } from './Setting.tsx'
import styles from './SettingsPane.module.css'

/** Whether clients of the older room protocol are let in. */
export function ClassicSetting({ classic }: { readonly classic: HostPlace['classic'] }) {
  const shell = useShell()
  const { t } = useWords()
  const [failed, setFailed] = useState<Extract<HostState, { status: 'failed' }> | null>(null)

  async function toggle(on: boolean): Promise<void> {
    const state = (await shell?.actions.setClassic(on)) ?? null
    setFailed(state?.status === 'failed' ? state : null)
  }

  return (
    <Setting plain label={t('office.classic')}>
      <SwitchLine
        label={t('office.classicOn')}
        hint={classic ? t('office.classicPorts', classic) : t('office.classicHint')}
        on={classic !== null}
        onChange={(on) => void toggle(on)}
      />
      {failed && <p className={`${styles.hint} ${styles.warn}`}>{hostProblem(failed, t)}</p>}
    </Setting>
  )
}
