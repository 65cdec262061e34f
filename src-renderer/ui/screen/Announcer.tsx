/** What a screen reader is told by itself. It is always there: a live region that comes together with its text is often not read. */
export function Announcer({ text }: { readonly text: string }) {
  return (
    <p role="status" className="visually-hidden">
      {text}
    </p>
  )
}
