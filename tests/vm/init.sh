#!/bin/sh
# Prepares the test machine as a container host without systemd would be: cgroup v2 alone, with all controllers, a
# group for a service of root and one that is delegated to an ordinary user. Then runs the tests in each.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp LANG=C.UTF-8
mount -t proc proc /proc
mount -t sysfs sys /sys
mkdir -p /dev/shm /dev/pts
for place in /dev/shm /tmp /var/tmp /run; do mount -t tmpfs -o mode=1777 tmpfs "$place"; done
# As systemd mounts it.
mount -t cgroup2 -o nsdelegate cgroup2 /sys/fs/cgroup
for controller in $(cat /sys/fs/cgroup/cgroup.controllers); do
  echo "+$controller" > /sys/fs/cgroup/cgroup.subtree_control
done

USER_ID=2000

# Answers the parameter NAME of the kernel's command line.
parameter() {
  tr ' ' '\n' < /proc/cmdline | sed -n "s/^codearena\.$1=//p"
}

# Runs the tests as WHO in a control group of its own, below which the launcher finds its place.
run_tests() {
  who=$1
  shift
  case "$(parameter as)" in '' | "$who") ;; *) return ;; esac
  group=/sys/fs/cgroup/tests-$who
  mkdir "$group"
  [ "$who" = root ] || chown "$USER_ID" "$group" "$group/cgroup.procs" "$group/cgroup.subtree_control" "$group/cgroup.threads"
  sh -c 'echo $$ > "$0/cgroup.procs"; exec "$@"' "$group" "$@" node /codearena/tests/vm/main.js "$who" "$(parameter seconds)" "$(parameter only)"
  echo "@ended $who $?"
}

echo "@kernel $(uname -r)"
echo "@controllers $(cat /sys/fs/cgroup/cgroup.controllers)"
run_tests root
run_tests user setpriv --reuid "$USER_ID" --regid "$USER_ID" --clear-groups
