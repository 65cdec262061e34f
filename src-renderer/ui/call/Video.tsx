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
    // Without its sound no audio service is needed, and none can take the picture with it (F-71).
    video.srcObject = stream && new MediaStream(stream.getVideoTracks())
    const play = () => void video.play().catch(() => {})
    if (stream) play()
    // The system pauses what plays: the picture is live, and goes on.
    if (stream) video.addEventListener('pause', play)
    return () => {
      video.removeEventListener('pause', play)
      video.srcObject = null
    }
  }, [stream])
  return <video ref={element} className={className} aria-label={label} autoPlay muted playsInline />
}
