#!/bin/sh
# Runs a command as an ordinary user of a bare Debian, on a display outside of it, until its input ends:
#   unshare --mount --net --pid --fork --kill-child in-debian.sh ROOT DISPLAY USER_NAMESPACES COMMAND …
# Its mounts and its processes go with it. USER_NAMESPACES is how many the user may make; 0 needs a user namespace around it all.
set -e
root=$1
display=$2
namespaces=$3
shift 3
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
ip link set lo up
if [ "$namespaces" = 0 ]; then echo 0 >"$root/proc/sys/user/max_user_namespaces"; fi
# Its root becomes the root: in a chroot nobody may make user namespaces.
cd "$root"
pivot_root . mnt
cd /
umount -l /mnt
exec 3<&0
setpriv --reuid=ana --regid=ana --init-groups \
  env -i HOME=/home/ana PATH=/usr/bin:/bin LANG=C.UTF-8 "DISPLAY=$display" ${APPIMAGE:+"APPIMAGE=$APPIMAGE"} "$@" &
app=$!
(
  read -r _ <&3 || true
  kill -TERM "$app"
) &
code=0
wait "$app" || code=$?
exit "$code"
