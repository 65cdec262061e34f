/**
 * What a network card is, as far as its name and hardware address tell:
 * `real` leads to a network; `bridge` may carry the machine's own address or only that of guests inside it; `tunnel` leads to
 * somewhere else (VPN, overlay network); `inner` exists inside this machine only (containers, host-only networks of hypervisors).
 */
export type CardKind = 'real' | 'bridge' | 'tunnel' | 'inner'

/** Interface names of Linux and macOS: one of these, and behind it a number or a separator. */
const named = (names: string) => new RegExp(`^(${names})(\\d|[-_.:]|$)`, 'i')

const INNER = [
  named(
    'lo|docker|docker_gwbridge|veth|virbr|lxc|lxcbr|lxdbr|incusbr|podman|cni|flannel|cilium|cilium_net|cilium_host|lxc_health|vxlan|weave|' +
      'kube|kube-bridge|kube-ipvs|nodelocaldns|cbr|vmnet|vboxnet|vnet|vnic|vmenet|macvtap|ifb|dummy|nlmon|waydroid|anbox|hassio|' +
      'ovs|genev_sys|awdl|llw|anpi|ap|crc|azv|bvm|xenbr|vif',
  ),
  // Container networks of Calico and others, and the bridges that Docker names by an id.
  /^(veth|cali|lxc|azv|vif|tap|eni)[0-9a-f.]{4,}/i,
  /^br-[0-9a-f]{12}$/i,
  // Windows shows the name of the adapter; `*` marks the ones that it makes for itself (Wi-Fi Direct, hosted network).
  /vmware|virtualbox|host-only|parallels|bluestacks|\bnox\b|docker|loopback|npcap|pseudo|virtual|wi-?fi direct|\*\s*\d*$/i,
  /default switch|\bwsl\b|\(nat\)|teredo|isatap|6to4/i,
]

const TUNNEL = [
  named(
    'tun|tap|utun|wg|ppp|pptp|l2tp|ipsec|xfrm|vti|zt|feth|tailscale|ham|nordlynx|nordtun|proton|mullvad|wt|gpd|cscotun|pangp|nebula|edge|' +
      'tinc|gre|gretap|ip6gre|erspan|sit|tunl|ip6tnl|ipip|stf|gif|fou|he-ipv6|vpn|ovpn|wlanvpn|teql',
  ),
  /^zt[a-z0-9]{8,}$/i,
  /vpn|wireguard|wintun|tap-windows|tailscale|zerotier|hamachi|netbird|anyconnect|cisco secure|fortinet|fortissl|globalprotect|pangp/i,
  /nordlynx|mullvad|proton|cloudflare|\bwarp\b|softether|radmin|juniper|pulse secure|check point|sonicwall|zscaler|ivanti|\bwan miniport\b/i,
]

const BRIDGE = [/^vethernet\b/i, /^bridge\d+$/i, /^br-/i]

/** Hardware addresses that hypervisors and containers give their own end: VMware, VirtualBox, Docker. */
const INNER_HARDWARE = /^(00:50:56:c0:00:|0a:00:27:|02:42:)/i

/**
 * Judges a card. Names are hints: whoever knows the card of the default route trusts that more. Pure.
 * @param name of the interface, as os.networkInterfaces() gives it
 * @param mac hardware address, lower or upper case
 */
export function cardKind(name: string, mac: string): CardKind {
  if (BRIDGE.some((pattern) => pattern.test(name)) && !INNER.some((pattern) => pattern.test(name))) return 'bridge'
  // An overlay's adapter may call itself virtual as well.
  if (TUNNEL.some((pattern) => pattern.test(name))) return 'tunnel'
  return INNER.some((pattern) => pattern.test(name)) || INNER_HARDWARE.test(mac) ? 'inner' : 'real'
}
