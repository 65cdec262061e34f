import { Button } from './parts/Button.tsx'
import { Dialog } from './parts/Dialog.tsx'
import { useShell } from './shell-context.ts'
import { useWords } from './use-words.ts'

/** An invitation was opened while this profile belongs to an office already: nothing is left without a click (E-10). */
export function InvitationDialog() {
  const shell = useShell()
  const { t } = useWords()
  if (!shell?.invited || !shell.office) return null
  const { invited, office, actions } = shell
  const join = () => {
    actions.dismissInvitation()
    void actions.joinOffice(invited.choice)
  }
  return (
    <Dialog
      title={t('invited.title', { office: invited.choice.office })}
      text={t(office.hosted ? 'invited.stopsHosting' : 'invited.leaves', { office: office.name })}
      cancel={t('invited.stay')}
      onCancel={actions.dismissInvitation}
    >
      <Button large look="primary" onClick={join}>
        {t('entry.join')}
      </Button>
    </Dialog>
  )
}
