import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'

import { useWords } from '../use-words.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

interface CopyButtonProps {
  readonly text: string
  /** What it says when "Copy" alone does not say what. */
  readonly label?: string
  /** What is copied, for who hears the button without what stands beside it. */
  readonly what?: string
}

/** How long the button says that it has copied, ms. */
const SAID = 3_000

/** Puts a text on the clipboard, and says so for a moment. */
export function CopyButton({ text, label, what }: CopyButtonProps) {
  const { t } = useWords()
  const [copied, setCopied] = useState<string | null>(null)
  useEffect(() => {
    if (copied === null) return
    const handle = setTimeout(() => setCopied(null), SAID)
    return () => clearTimeout(handle)
  }, [copied])
  const copy = () => {
    void navigator.clipboard
      ?.writeText(text)
      .then(() => setCopied(text))
      .catch(() => {})
  }
  const done = copied === text
  const words = done ? t('welcome.copied') : (label ?? t('welcome.copy'))
  return (
    <Button
      icon={<Icon of={done ? Check : Copy} />}
      aria-label={what ? `${words}${t('between.label')}${what}` : undefined}
      onClick={copy}
    >
      {words}
    </Button>
  )
}
