import { Check, Copy } from 'lucide-react'
import { useState } from 'react'

import { useWords } from '../use-words.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

/** Puts a text on the clipboard, and says so. */
export function CopyButton({ text }: { readonly text: string }) {
  const { t } = useWords()
  const [copied, setCopied] = useState<string | null>(null)
  const copy = () => {
    void navigator.clipboard
      ?.writeText(text)
      .then(() => setCopied(text))
      .catch(() => {})
  }
  const done = copied === text
  return (
    <Button icon={<Icon of={done ? Check : Copy} />} onClick={copy}>
      {t(done ? 'welcome.copied' : 'welcome.copy')}
    </Button>
  )
}
