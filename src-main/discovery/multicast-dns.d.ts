/** What of multicast DNS (RFC 6762) is used here; the library has no types of its own. */
declare module 'multicast-dns' {
  import type { RemoteInfo, Socket } from 'node:dgram'
  import type { EventEmitter } from 'node:events'

  export type DnsRecord =
    | { readonly name: string; readonly type: 'PTR' | 'A' | 'AAAA'; readonly ttl: number; readonly data: string }
    | {
        readonly name: string
        readonly type: 'SRV'
        readonly ttl: number
        readonly data: { readonly port: number; readonly target: string }
      }
    | { readonly name: string; readonly type: 'TXT'; readonly ttl: number; readonly data: readonly (string | Buffer)[] }

  export interface DnsPacket {
    readonly questions: readonly { readonly name: string; readonly type: string }[]
    readonly answers: readonly DnsRecord[]
    readonly additionals: readonly DnsRecord[]
  }

  export interface MulticastDns extends EventEmitter {
    on(event: 'query' | 'response', listener: (packet: DnsPacket, from: RemoteInfo) => void): this
    on(event: 'ready', listener: () => void): this
    on(event: 'error' | 'warning', listener: (error: Error) => void): this
    query(name: string, type: 'PTR', done: (error?: Error | null) => void): void
    respond(
      response: { readonly answers: readonly DnsRecord[]; readonly additionals?: readonly DnsRecord[] },
      done: (error?: Error | null) => void,
    ): void
    destroy(done?: () => void): void
  }

  export default function multicastDns(options: {
    readonly socket: Socket
    readonly type: 'udp4' | 'udp6'
    readonly ip: string
    readonly interface: string
    readonly bind: string
  }): MulticastDns
}
