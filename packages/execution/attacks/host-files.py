# tries: read the host's files and directories
# layer: root file system
# quick
# expect: exited 0
# prints: 22 of BLOCKED /\S*

import os

PLACES = [
    '/etc/shadow', '/etc/gshadow', '/etc/sudoers', '/etc/ssh', '/etc/hostname', '/boot', '/run', '/var/log', '/var/run/docker.sock', '/host', '/sys',
    '/proc/kcore', '/proc/kallsyms', '/proc/sys/kernel/core_pattern', '/proc/sysrq-trigger', '/proc/net/tcp',
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


for place in PLACES:
    try:
        found = os.listdir(place) if os.path.isdir(place) else open(place, 'rb').read(64)
    except OSError:
        found = None
    print('BLOCKED' if found is None else f'ESCAPED {found}', place)
for place in PARENTS:
    try:
        found = files_near(place)
    except OSError:
        found = []
    print('BLOCKED' if not found else f'ESCAPED {found}', place)
