#!/bin/sh
# After deb and rpm have put their files into place. electron-builder fills in the names.
set -e

app='/opt/${sanitizedProductName}'

if command -v update-alternatives >/dev/null 2>&1; then
  # A plain link is from a machine that had no alternatives then.
  if [ -L '/usr/bin/${executable}' ] && [ "$(readlink '/usr/bin/${executable}')" != '/etc/alternatives/${executable}' ]; then
    rm -f '/usr/bin/${executable}'
  fi
  update-alternatives --install '/usr/bin/${executable}' '${executable}' "$app/${executable}" 100 || ln -sf "$app/${executable}" '/usr/bin/${executable}'
else
  ln -sf "$app/${executable}" '/usr/bin/${executable}'
fi

# Always: whether this machine's people may make user namespaces cannot be tried as root, and may change. Without them Chromium
# needs this helper, and the app does not run without its sandbox.
chown root:root "$app/chrome-sandbox"
chmod 4755 "$app/chrome-sandbox"

if command -v update-mime-database >/dev/null 2>&1; then
  update-mime-database /usr/share/mime || true
fi
if command -v update-desktop-database >/dev/null 2>&1; then
  update-desktop-database /usr/share/applications || true
fi
if command -v gtk-update-icon-cache >/dev/null 2>&1; then
  gtk-update-icon-cache -q -t /usr/share/icons/hicolor || true
fi

# Ubuntu since 23.10 lets only programs with a profile make user namespaces. An AppArmor that cannot read it does without.
profile="$app/resources/apparmor-profile"
if apparmor_status --enabled >/dev/null 2>&1 && apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp -f "$profile" '/etc/apparmor.d/${executable}'
  # In a chroot, where an image is made, the kernel's rules are not this system's.
  if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --replace --write-cache --skip-read-cache '/etc/apparmor.d/${executable}' || true
  fi
fi
