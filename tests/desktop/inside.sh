#!/bin/sh
# Runs a command on a display and in a network of its own, where mDNS and the usual ports disturb nobody (TESTING.md):
#   unshare --net tests/desktop/inside.sh COMMAND …
set -e
ip link set lo up
ip link add office0 type veth peer name office1
for card in office0 office1; do
  ip link set "$card" addrgenmode none
  ip link set "$card" up
done
ip addr add 192.168.77.10/24 dev office0
ip route add default via 192.168.77.1 dev office0
exec xvfb-run --auto-servernum --server-args='-screen 0 1400x1000x24' sh -c '
  openbox 2>/dev/null & manager=$!
  status=0
  "$@" || status=$?
  # Before its display goes: it would complain after the last line of the tests.
  kill "$manager" && wait "$manager" || true
  exit "$status"
' sh "$@"
