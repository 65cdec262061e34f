/** How many places are remembered; more than anybody goes back. */
const REMEMBERED = 20

interface Visit {
  readonly element: HTMLElement
  /** By which the same control is found when it is drawn anew. */
  readonly name: string
  readonly region: HTMLElement | null
}

const nameOf = (element: HTMLElement): string => element.ariaLabel ?? element.textContent ?? ''
const isSeen = (element: HTMLElement): boolean => element.getClientRects().length > 0 && !element.matches(':disabled')

/**
 * Keeps the keyboard focus where the person was working: the browser moves it to the body when its element goes, and Tab would start at the top
 * of the page. In this order it goes to
 * - the `data-focus-home` of the same `data-focus-region`: a call that ended has its title there,
 * - the place before, or the same control when it is drawn again: a closed page gives it to the button that opened it,
 * - the first `data-focus-home` of the page.
 *
 * Whoever takes the focus away by a click beside everything keeps it away.
 *
 * @returns stops it
 */
export function keepFocus(page: Document): () => void {
  let visits: readonly Visit[] = []

  const lost = (): Visit | null => {
    const last = visits.at(-1) ?? null
    const nobodyHasIt = page.activeElement === null || page.activeElement === page.body
    return nobodyHasIt && last && (!last.element.isConnected || !isSeen(last.element)) ? last : null
  }
  const homeIn = (within: ParentNode): HTMLElement | null =>
    [...within.querySelectorAll<HTMLElement>('[data-focus-home]')].find(isSeen) ?? null
  const again = ({ element, name }: Visit): HTMLElement | null => {
    if (element.isConnected && isSeen(element)) return element
    const alike = [...page.querySelectorAll<HTMLElement>(element.tagName)]
    return alike.find((one) => nameOf(one) === name && isSeen(one)) ?? null
  }
  const before = (): HTMLElement | null => {
    for (const visit of visits.slice(0, -1).reverse()) {
      const found = again(visit)
      if (found) return found
    }
    return null
  }
  function restore(): void {
    const gone = lost()
    if (!gone) return
    const beside = gone.region?.isConnected ? homeIn(gone.region) : null
    const place = beside ?? before() ?? homeIn(page)
    place?.focus()
  }
  function visited(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement) || target === page.body) return
    const visit = { element: target, name: nameOf(target), region: target.closest<HTMLElement>('[data-focus-region]') }
    visits = [...visits.filter(({ element }) => element !== target), visit].slice(-REMEMBERED)
  }
  const onFocus = ({ target }: FocusEvent) => visited(target)
  const onBlur = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null || !(target instanceof HTMLElement)) return
    // A window that is left keeps its active element; an element that goes is no longer connected a moment later.
    queueMicrotask(() => {
      const deliberate = page.activeElement === page.body && target.isConnected && isSeen(target)
      if (deliberate) visits = []
    })
  }
  // A field may have taken the focus before anybody listened.
  visited(page.activeElement)
  const observer = new MutationObserver(restore)
  observer.observe(page.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden'],
  })
  page.addEventListener('focusin', onFocus)
  page.addEventListener('focusout', onBlur)
  return () => {
    observer.disconnect()
    page.removeEventListener('focusin', onFocus)
    page.removeEventListener('focusout', onBlur)
  }
}
