import type { ReactNode } from 'react'
import { Component } from 'react'

import { StartTrouble } from './StartTrouble.tsx'
import type { PhoneStore } from './view-model.ts'

interface AccidentProps {
  readonly store: PhoneStore
  readonly children: ReactNode
}

/** A screen that fails leaves a sentence and, in a call, the way to end it: never a white page. */
export class Accident extends Component<AccidentProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    const { store, children } = this.props
    if (!this.state.failed) return children
    const { call } = store.view()
    const live = call !== null && call.state !== 'ended' ? call : null
    return <StartTrouble problem="other" onHangUp={live && (() => this.hangUp(live.callId))} />
  }

  private hangUp(callId: string): void {
    this.props.store.actions.hangUp(callId)
    this.setState({ failed: false })
  }
}
