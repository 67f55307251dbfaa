# tries: read the host's files and directories
# layer: root file system
# quick
# expect: exited 0
# prints: 26 of BLOCKED /\S*

import os

PLACES = [
    '/etc/shadow', '/etc/gshadow', '/etc/sudoers', '/etc/ssh', '/etc/hostname', '/boot', '/run', '/var/log', '/var/run/docker.sock', '/host', '/etc/resolv.conf',
    '/proc/kcore', '/proc/kallsyms', '/proc/sys/kernel/core_pattern', '/proc/sysrq-trigger', '/proc/stat', '/proc/meminfo', '/proc/loadavg', '/proc/net/tcp', '/proc/net/route',
]
# May hold the empty directories that lead to a toolchain, but none of the files that stand at the top of the host's own.
PARENTS = ['/root', '/home', '/srv', '/mnt', '/media', '/var/lib']


def files_near(top):
    found = []
    for directory in [top] + [os.path.join(top, name) for name in os.listdir(top)]:
        try:
            names = os.listdir(directory)
        except OSError:
            if os.path.isfile(directory):
                found.append(directory)
            continue
        found += [path for path in (os.path.join(directory, name) for name in names) if os.path.isfile(path)]
    return found


def content(place):
    try:
        if os.path.isdir(place):
            return os.listdir(place)
        with open(place, 'rb') as file:
            # The first line of a table of the network is its heading.
            return file.read(1000).split(b'\n', 1)[1] if place.startswith('/proc/net/') else file.read(64)
    except OSError:
        return None


for place in PLACES:
    found = content(place)
    # What is covered with nothing tells nothing.
    print('BLOCKED' if not found else f'ESCAPED {found}', place)
for place in PARENTS:
    try:
        found = files_near(place)
    except OSError:
        found = []
    print('BLOCKED' if not found else f'ESCAPED {found}', place)
