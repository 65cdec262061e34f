import { Button } from './parts/Button.tsx'
import { Dialog } from './parts/Dialog.tsx'
import { usePhone } from './phone-context.ts'
import { useShell } from './shell-context.ts'
import { sentences } from './use-running-call.ts'
import { useWords } from './use-words.ts'
import type { CallView } from './view-model.ts'

/** What quitting ends. A call that only rings is none yet. */
const QUITTING: Readonly<Record<Exclude<CallView['state'], 'ended'>, string>> = {
  calling: 'quit.calling',
  ringing: 'quit.ringing',
  accepting: 'quit.inCall',
  connecting: 'quit.inCall',
  active: 'quit.inCall',
  reconnecting: 'quit.inCall',
}

/** Quitting would lose something: a call, or the host of others (F-72). */
export function QuitDialog() {
  const shell = useShell()
  const { call, office } = usePhone()
  const { t } = useWords()
  if (!shell?.quitting) return null
  const { answerQuit } = shell.actions
  const living = call && call.state !== 'ended' ? { name: call.name, state: call.state } : null
  const others = shell.office?.hosted && shell.host.status === 'on' ? Math.max(0, office.here - 1) : 0
  const text = sentences(
    living ? t(QUITTING[living.state], { name: living.name }) : '',
    others > 0 ? t('quit.hosting', { count: others }) : '',
  )
  return (
    <Dialog title={t('quit.title')} text={text} cancel={t('quit.stay')} onCancel={() => answerQuit(false)}>
      <Button look="endQuiet" large onClick={() => answerQuit(true)}>
        {t(living && living.state !== 'ringing' ? 'quit.hangUp' : 'quit.quit')}
      </Button>
    </Dialog>
  )
}
