import { useEffect, useState } from 'react'

import type { Invited } from '../../src-main/ipc/contract.ts'
import { Button } from './parts/Button.tsx'
import { Dialog } from './parts/Dialog.tsx'
import { useShell } from './shell-context.ts'
import { sentences, useRunningCall } from './use-running-call.ts'
import { useWords } from './use-words.ts'

/** An invitation was opened while this profile belongs to an office already: nothing is left without a click (E-10). */
export function InvitationDialog() {
  const shell = useShell()
  if (!shell?.invited || !shell.office) return null
  return <Question key={shell.invited.link} invited={shell.invited} />
}

/** Where it leads is shown, not only the name that its writer chose (S-01). */
function Question({ invited }: { readonly invited: Invited }) {
  const shell = useShell()
  const { t } = useWords()
  const running = useRunningCall()
  const [words, setWords] = useState<string | null>(null)
  const examine = shell?.actions.examine
  useEffect(() => {
    let wanted = true
    void examine?.(invited.link).then((found) => {
      if (wanted && found.status === 'ok') setWords(found.words)
    })
    return () => {
      wanted = false
    }
  }, [examine, invited.link])
  if (!shell?.office) return null
  const { office, actions } = shell
  const [address = ''] = invited.choice.addresses
  const text = sentences(
    t('invited.where', { address }),
    words === null ? '' : t('invited.words', { words }),
    t(office.hosted ? 'invited.stopsHosting' : 'invited.leaves', { office: office.name }),
    running,
  )
  return (
    <Dialog
      title={t('invited.title', { office: invited.choice.office })}
      text={text}
      cancel={t('invited.stay')}
      onCancel={actions.dismissInvitation}
    >
      <Button
        large
        look="primary"
        onClick={() => {
          actions.dismissInvitation()
          void actions.joinOffice(invited.choice)
        }}
      >
        {t('entry.join')}
      </Button>
    </Dialog>
  )
}
