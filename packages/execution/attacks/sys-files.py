# tries: read and write the machine's settings in /sys and its control groups
# layer: root file system
# expect: exited 0
# prints: BLOCKED reading
# prints: BLOCKED writing
# prints: sees no control groups
# docker-prints: BLOCKED reading
# docker-prints: BLOCKED writing
# docker-prints: sees its own control groups
# docker-because: the agent reads there what a program used; the counters are of this container alone

import os

OWN = '/sys/fs/cgroup/'


def opens(path, mode):
    try:
        with open(path, mode, buffering=0) as file:
            return mode != 'rb' or bool(file.read(1))
    except OSError:
        return False


files = [os.path.join(place, name) for top in ('/sys', '/proc/sys') for place, _, names in os.walk(top) for name in names]
readable = [path for path in files if opens(path, 'rb')]
writable = [path for path in files if opens(path, 'r+b')]
foreign = [path for path in readable if not path.startswith(OWN)]
groups = [place for place, folders, _ in os.walk(OWN) if place.count('/') > 4 and folders]
print('ESCAPED to read', foreign[:5]) if foreign else print('BLOCKED reading')
print('ESCAPED to write', writable[:5]) if writable else print('BLOCKED writing')
print('ESCAPED to see other groups', groups[:5]) if groups else print('sees its own control groups' if readable else 'sees no control groups')
