import { useEffect, useState } from 'react'

import type { CaptureProblem } from '../../call/ports.ts'
import { useActions } from '../phone-context.ts'

export type PreviewState =
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly stream: MediaStream; readonly level: () => number }
  | { readonly status: 'failed'; readonly problem: CaptureProblem }

/** Opens the chosen device for as long as the component is shown and `wanted` is true. */
export function usePreview(what: 'microphone' | 'camera', wanted: boolean): PreviewState {
  const { preview } = useActions()
  const [state, setState] = useState<PreviewState>({ status: 'opening' })
  useEffect(() => {
    if (!wanted) return
    let shown = true
    const opened = preview(what)
    void opened.result.then((result) => {
      if (shown) setState(result)
    })
    return () => {
      shown = false
      opened.stop()
      setState({ status: 'opening' })
    }
  }, [what, wanted, preview])
  return state
}
