import { useEffect, useMemo, useState } from 'react'

import { whyNoCall } from '../format/call.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { useActions, usePhone } from '../phone-context.ts'
import { useLooking } from '../use-looking.ts'
import { useWords } from '../use-words.ts'
import { Back } from './Back.tsx'
import body from './Body.module.css'
import { CallLog } from './CallLog.tsx'
import head from './Head.module.css'

/** Every call of this device; looking at them takes the badge away. */
export function RecentsPane({ back }: { readonly back: () => void }) {
  const { recents, missedUnseen, call } = usePhone()
  const { markRecentsSeen, clearRecents } = useActions()
  const { t } = useWords()
  const [clearing, setClearing] = useState(false)
  const [only, setOnly] = useState<'all' | 'missed'>('all')
  const looking = useLooking()
  useEffect(() => {
    if (looking && missedUnseen > 0) markRecentsSeen()
  }, [looking, missedUnseen, markRecentsSeen])

  const shown = useMemo(
    () => (only === 'all' ? recents : recents.filter((recent) => recent.direction === 'missed')),
    [recents, only],
  )
  return (
    <>
      <header className={`${head.head} ${head.idle}`}>
        <Back onBack={back} />
        <h2 className={`${body.pageTitle} grow`}>{t('recents.title')}</h2>
        {recents.length > 0 && (
          <Button look="text" onClick={() => setClearing(true)}>
            {t('recents.clear')}
          </Button>
        )}
        <div className={body.segmented} role="group" aria-label={t('recents.title')}>
          {(['all', 'missed'] as const).map((which) => (
            <button key={which} type="button" aria-pressed={only === which} onClick={() => setOnly(which)}>
              {t(`recents.${which}`)}
            </button>
          ))}
        </div>
      </header>
      {shown.length > 0 ? (
        <div className={body.body}>
          <CallLog recents={shown} noCall={whyNoCall(call, t)} names />
        </div>
      ) : (
        <div className={body.empty}>
          <h2>{t('recents.none')}</h2>
          {only === 'all' && <p>{t('recents.noneLine')}</p>}
        </div>
      )}
      {clearing && (
        <Dialog
          title={t('recents.clearTitle')}
          text={t('recents.clearLine')}
          cancel={t('recents.keep')}
          onCancel={() => setClearing(false)}
        >
          <Button
            large
            look="endQuiet"
            onClick={() => {
              setClearing(false)
              clearRecents()
            }}
          >
            {t('recents.clear')}
          </Button>
        </Dialog>
      )}
    </>
  )
}
