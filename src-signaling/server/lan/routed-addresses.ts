import { createSocket } from 'node:dgram'

/** Addresses that belong to nobody (RFC 5737, RFC 3849): the way to them is the default route. */
const ANYWHERE = [
  { type: 'udp4', address: '203.0.113.1' },
  { type: 'udp6', address: '2001:db8::1' },
] as const
/** "Discard" (RFC 863); nothing is sent there. */
const PORT = 9

/** The addresses from which this machine speaks to other networks, IPv4 first; empty without a default route. */
export async function routedAddresses(): Promise<readonly string[]> {
  const found = await Promise.all(ANYWHERE.map(({ type, address }) => routedAddress(type, address)))
  return found.filter((address) => address !== null)
}

/** Connecting a UDP socket sends no packet: the system only looks the route up. */
function routedAddress(type: 'udp4' | 'udp6', far: string): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = createSocket(type)
    const end = (address: string | null) => {
      socket.removeAllListeners()
      socket.on('error', () => {})
      socket.close()
      resolve(address)
    }
    socket.once('error', () => end(null))
    socket.once('connect', () => end(socket.address().address))
    socket.connect(PORT, far)
  })
}
