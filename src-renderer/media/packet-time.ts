/** How much sound one packet is to hold, ms. Opus sends 20 unless it is asked: a word waits until its packet is full. */
const PACKET_TIME = 10

/**
 * A description as the other end gets it: this end prefers short packets (`a=ptime`, RFC 8866 §6.4; for Opus RFC 7587 §6.1). It is a
 * wish of whoever receives, which no API knows; one that cannot fulfil it sends what it always sends. What is set locally stays as it was
 * made (RFC 8829 §5.3): not to rewrite descriptions, to make them smaller or to choose codecs, is a rule that this one line does not touch. Pure.
 */
export const preferShortPackets = (sdp: string): string =>
  sdp
    .split(/^(?=m=)/m)
    .map((section) => (section.startsWith('m=audio ') ? withPacketTime(section) : section))
    .join('')

const withPacketTime = (section: string): string =>
  `${section.replaceAll(/^a=ptime:.*\r\n/gm, '')}a=ptime:${PACKET_TIME}\r\n`
