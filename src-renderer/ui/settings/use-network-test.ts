import { useEffect, useRef, useState } from 'react'

import type { NetworkReport } from '../../doctor/network-report.ts'
import { isFinished } from '../format/doctor.ts'
import { useActions } from '../phone-context.ts'

export interface NetworkTest {
  /** Null before the first test, and after one that was cancelled. */
  readonly report: NetworkReport | null
  readonly running: boolean
  start(): void
  cancel(): void
}

/** The test of the network, for as long as its page is shown. */
export function useNetworkTest(): NetworkTest {
  const { testNetwork } = useActions()
  const [report, setReport] = useState<NetworkReport | null>(null)
  const stop = useRef(() => {})
  useEffect(() => () => stop.current(), [])
  return {
    report,
    running: report !== null && !isFinished(report),
    start() {
      stop.current()
      stop.current = testNetwork(setReport)
    },
    cancel() {
      stop.current()
      setReport(null)
    },
  }
}
