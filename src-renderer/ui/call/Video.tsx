import { useEffect, useRef, useState } from 'react'

interface VideoProps {
  readonly stream: MediaStream | null
  readonly label: string
  readonly className?: string | undefined
  /** One's own picture: as in a mirror, unless the camera looks away from its owner. */
  readonly own?: boolean
}

/** The camera that looks at what is in front of its owner, as the system says (W3C mediacapture-streams, `facingMode`). */
const looksAway = (stream: MediaStream | null): boolean =>
  stream?.getVideoTracks().some((track) => track.getSettings().facingMode === 'environment') === true

/** A live picture; its sound goes another way, to the chosen speaker. A portrait one is shown whole. */
export function Video({ stream, label, className, own = false }: VideoProps) {
  const element = useRef<HTMLVideoElement>(null)
  const [portrait, setPortrait] = useState(false)
  useEffect(() => {
    const video = element.current
    if (!video) return
    const measure = () => setPortrait(video.videoHeight > video.videoWidth)
    video.addEventListener('resize', measure)
    video.addEventListener('loadedmetadata', measure)
    // Without its sound no audio service is needed, and none can take the picture with it (F-71).
    video.srcObject = stream && new MediaStream(stream.getVideoTracks())
    if (stream) void video.play().catch(() => {})
    return () => {
      video.removeEventListener('resize', measure)
      video.removeEventListener('loadedmetadata', measure)
      video.srcObject = null
    }
  }, [stream])
  return (
    <video
      ref={element}
      className={className}
      style={own && !looksAway(stream) ? { transform: 'scaleX(-1)' } : {}}
      data-portrait={portrait || undefined}
      aria-label={label}
      autoPlay
      muted
      playsInline
    />
  )
}
