import { useEffect, useRef } from 'react'

interface VideoProps {
  readonly stream: MediaStream | null
  readonly label: string
  readonly className?: string | undefined
}

/** A live picture; its sound goes another way, to the chosen speaker. */
export function Video({ stream, label, className }: VideoProps) {
  const element = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const video = element.current
    if (!video) return
    video.srcObject = stream
    if (stream) void video.play().catch(() => {})
    return () => {
      video.srcObject = null
    }
  }, [stream])
  return <video ref={element} className={className} aria-label={label} autoPlay muted playsInline />
}
