#!/bin/sh
# First process of the test machine: cgroup v2 with all controllers, a loopback and one network card, and three
# launchers behind one TCP port each: as root (5001), as a user with a delegated group (5002), as a user without (5003).
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mount -t tmpfs tmp /tmp
mount -t tmpfs run /run
mount -t cgroup2 cgroup /sys/fs/cgroup
ip link set lo up
ip addr add 10.0.2.15/24 dev eth0
ip link set eth0 up
chmod 1777 /tmp

# serve PORT COMMAND...: starts a launcher by COMMAND and lends its address to the port.
serve() {
  port=$1
  shift
  mkfifo "/run/stdin-$port"
  sleep 1000000 > "/run/stdin-$port" &
  "$@" codearena-launcher host < "/run/stdin-$port" > "/run/address-$port" &
  while ! grep -q @ "/run/address-$port"; do sleep 0.1; done
  socat "TCP-LISTEN:$port,fork,reuseaddr" "ABSTRACT-CONNECT:$(cut -c2- "/run/address-$port")" &
}

# in_group GROUP OWNER COMMAND...: below a control group of its own, as a service manager that delegates would.
in_group() {
  mkdir "/sys/fs/cgroup/$1"
  chown -R "$2" "/sys/fs/cgroup/$1"
  group=$1
  shift 2
  exec sh -c 'echo $$ > "/sys/fs/cgroup/$0/cgroup.procs"; exec "$@"' "$group" "$@"
}

as_user() {
  user=$1
  shift
  exec setpriv --reuid "$user" --regid "$user" --clear-groups "$@"
}

echo '+memory +pids +cpu' > /sys/fs/cgroup/cgroup.subtree_control
serve 5001 in_group as-root 0
serve 5002 in_group as-user 2000 setpriv --reuid 2000 --regid 2000 --clear-groups
serve 5003 as_user 2001
echo 'machine is ready'
sleep 1000000
