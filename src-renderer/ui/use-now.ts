import { useEffect, useState } from 'react'

/** The time, renewed every `every` ms: for timers and "since". */
export function useNow(every: number): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const handle = setInterval(() => setNow(new Date()), every)
    return () => clearInterval(handle)
  }, [every])
  return now
}
