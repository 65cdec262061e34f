import type { PhoneStore } from '../ui/view-model.ts'

/**
 * What would end a call by mistake: the browser asks before it leaves the page while a call lives, and only then, because a page that always
 * asks is kept out of the back-forward cache; a file that is dropped onto the page never replaces it.
 * @param asked the desktop app asks itself before it closes its window
 */
export function guardPage(phone: Pick<PhoneStore, 'view' | 'subscribe'>, asked: boolean): void {
  const stay = (event: Event) => event.preventDefault()
  for (const kind of ['dragover', 'drop']) addEventListener(kind, stay)
  if (asked) return

  const ask = (event: Event) => {
    event.preventDefault()
    // Older browsers look at this one only.
    Reflect.set(event, 'returnValue', '')
  }
  let asks = false
  const follow = () => {
    const { call } = phone.view()
    const lives = call !== null && call.state !== 'ended' && call.state !== 'ringing'
    if (lives === asks) return
    asks = lives
    if (lives) addEventListener('beforeunload', ask)
    else removeEventListener('beforeunload', ask)
  }
  phone.subscribe(follow)
  follow()
}
