# tries: read the host's files and directories
# layer: root file system
# quick
# expect: exited 0
# prints: 22 of BLOCKED /\S*

import os

PLACES = [
    '/etc/shadow', '/etc/gshadow', '/etc/sudoers', '/etc/ssh', '/etc/hostname', '/root', '/home', '/srv', '/mnt', '/media', '/boot', '/run',
    '/var/log', '/var/lib', '/var/run/docker.sock', '/host', '/sys', '/proc/kcore', '/proc/kallsyms', '/proc/sys/kernel/core_pattern',
    '/proc/sysrq-trigger', '/proc/net/tcp',
]
for place in PLACES:
    try:
        found = os.listdir(place) if os.path.isdir(place) else open(place, 'rb').read(64)
    except OSError:
        found = None
    print('BLOCKED' if found is None else f'ESCAPED {found}', place)
