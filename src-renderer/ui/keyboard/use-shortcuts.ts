import { useEffect } from 'react'

import { canHold } from '../format/call.ts'
import { useActions } from '../phone-context.ts'
import type { CallView } from '../view-model.ts'
import { letterOf } from './letter.ts'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]')

/** In a call, M mutes, V turns the camera and H holds, unless somebody types. */
export function useShortcuts(call: CallView | null): void {
  const { setMuted, setCamera, setHold } = useActions()
  const talking = call !== null && call.state !== 'ended' && call.state !== 'ringing'
  const muted = call?.microphone === 'muted'
  const cameraOn = call?.camera === 'on'
  const held = call !== null && call.hold !== null
  const holdable = call !== null && canHold(call)

  useEffect(() => {
    if (!talking) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target)) return
      const letter = letterOf(event)
      if (letter === 'm') setMuted(!muted)
      if (letter === 'v') setCamera(!cameraOn)
      if (letter === 'h' && holdable) setHold(!held)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [talking, muted, cameraOn, held, holdable, setMuted, setCamera, setHold])
}
