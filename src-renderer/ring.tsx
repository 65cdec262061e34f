import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import './ui/theme.css'
import './ui/base.css'
import './ui/forced-colors.css'
import type { ShellBridge } from '../src-main/ipc/contract.ts'
import { startI18n } from './ui/i18n.ts'
import { RingWindow } from './ui/RingWindow.tsx'

/** The ring window's page: shows what it is told, and tells what is clicked. */
async function start(root: HTMLElement, bridge: ShellBridge): Promise<void> {
  // Without texts of its own language it has those of English: a ring is shown in any case.
  await startI18n('system').catch(() => {})
  createRoot(root).render(
    <StrictMode>
      <RingWindow bridge={bridge} />
    </StrictMode>,
  )
}

const root = document.getElementById('root')
const { ringdown } = globalThis as { readonly ringdown?: ShellBridge }
if (root && ringdown) void start(root, ringdown)
