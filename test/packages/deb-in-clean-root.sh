#!/bin/sh
# Installs dist/straggler_*.deb in a bare Debian 12 made for it, and opens a dump there through xdg-open as a plain
# user, with Chromium's sandbox on. Needs root and mmdebstrap. Says "passed" and ends with 0, or ends with 1.
set -eu

package=$(ls dist/straggler_*_amd64.deb)
root=$(mktemp -d /tmp/straggler-root-XXXXXX)
clean_up() {
  for mount in dev/shm dev proc; do
    if mountpoint -q "$root/$mount"; then umount -l "$root/$mount"; fi
  done
  rm -rf "$root"
}
trap clean_up EXIT

mmdebstrap --quiet --variant=apt \
  --include=xvfb,xauth,xdg-utils,shared-mime-info,desktop-file-utils,libfile-mimeinfo-perl bookworm "$root"
cp "$package" "$root/tmp/straggler.deb"
cp examples/checkout/captures/after.debug2.txt "$root/tmp/after.goroutines"
cp examples/checkout/captures/before.pb.gz "$root/tmp/before.pb.gz"
chmod 644 "$root"/tmp/*
if [ -f /etc/resolv.conf ]; then cp /etc/resolv.conf "$root/etc/resolv.conf"; fi
mkdir -p "$root/etc/ssl/certs"
rm -f "$root/etc/apt/sources.list"
cp -r /etc/apt/. "$root/etc/apt/"
cp -r /etc/ssl/certs/. "$root/etc/ssl/certs/"

mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/dev/shm"
chroot "$root" sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends /tmp/straggler.deb' >/dev/null

test "$(chroot "$root" xdg-mime query filetype /tmp/before.pb.gz)" = application/x-pprof+gzip
test "$(chroot "$root" xdg-mime query default application/x-pprof+gzip)" = straggler.desktop
test "$(chroot "$root" xdg-mime query default text/x-goroutines)" = straggler.desktop

cat >"$root/tmp/open.sh" <<'SCRIPT'
cd /tmp
xdg-open /tmp/after.goroutines &
for _ in $(seq 60); do
  sleep 1
  if [ -e "$HOME/.config/straggler/recent.json" ]; then break; fi
done
cat "$HOME/.config/straggler/recent.json"
for process in /proc/[0-9]*; do
  case "$(readlink "$process/exe" 2>/dev/null)" in /opt/straggler/*) kill "${process#/proc/}" 2>/dev/null || true ;; esac
done
SCRIPT
chroot "$root" useradd -m person
chroot "$root" runuser -u person -- xvfb-run -a sh /tmp/open.sh | grep -q after.goroutines
chroot "$root" apt-get remove -y -qq straggler >/dev/null
test ! -e "$root/opt/straggler/straggler"
echo passed
