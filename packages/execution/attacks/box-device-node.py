# tries: leave a device where the judge expects a file
# layer: launcher
# profile: compile
# snapshot: safe
# expect: exited 0
# prints: 3 of BLOCKED \w+: Operation not permitted

import os
import stat

for name, kind, device in [('disk', stat.S_IFBLK, (254, 0)), ('memory', stat.S_IFCHR, (1, 1)), ('zero', stat.S_IFCHR, (1, 5))]:
    try:
        os.mknod(f'/box/{name}', kind | 0o666, os.makedev(*device))
        print('ESCAPED', name)
    except OSError as error:
        print(f'BLOCKED {name}: {error.strerror}')
