#!/bin/sh
# Becomes systemd as the test machine's first process, with a unit for each user that may make control groups of its own.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
for place in /tmp /var/tmp; do mount -t tmpfs -o mode=1777 tmpfs "$place"; done
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/systemd/system
cp /codearena/tests/vm/units/* /run/systemd/system/
# systemd runs nothing as a user without a name, and the disk is read-only.
for file in passwd group; do
  cp "/etc/$file" /run/
  mount --bind "/run/$file" "/etc/$file"
done
echo 'tester:x:2000:2000::/tmp:/bin/sh' >> /run/passwd
echo 'tester:x:2000:' >> /run/group
tr ' ' '\n' < /proc/cmdline | sed -n 's/^codearena\.//p' > /run/tests.env
echo "@kernel $(uname -r)"
exec /lib/systemd/systemd --unit=tests-end.service --log-target=console --log-level=warning --show-status=false
