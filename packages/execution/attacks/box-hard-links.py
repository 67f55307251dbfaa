# tries: make hard links to files that are not its own
# layer: launcher
# profile: compile
# snapshot: safe
# expect: exited 0
# prints: 6 of BLOCKED /\S+: .*

import os

# A file of the toolchain, of the lane, of the kernel; from outside of the box and to outside.
for path in ('/etc/passwd', '/usr/bin/env', '/proc/self/mem', '/proc/self/exe', '/dev/null', '/etc/hosts'):
    try:
        os.link(path, '/box/main.out', follow_symlinks=False)
        print('ESCAPED', path)
    except OSError as error:
        print(f'BLOCKED {path}: {error.strerror}')
