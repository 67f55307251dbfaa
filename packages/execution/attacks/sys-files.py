# tries: read and write the machine's settings in /sys and its control groups
# layer: root file system
# expect: exited 0
# prints: 6 of BLOCKED /\S+

import os

for path in ('/sys', '/sys/fs/cgroup', '/sys/kernel', '/sys/class/net', '/sys/firmware', '/proc/sys'):
    print('ESCAPED' if os.path.exists(path) else 'BLOCKED', path)
