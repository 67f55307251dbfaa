# tries: write to every place of the file system
# layer: root file system
# limits: cpu=8000 wall=30000
# expect: exited 0
# prints: writable: /(scratch/run|tmp)

import os

OWN = os.path.realpath('/tmp')
writable = []
seen = 0
for place, folders, files in os.walk('/'):
    folders[:] = [] if place.count('/') > 4 or place == '/proc' else folders
    seen += 1
    try:
        path = os.path.join(place, 'attack-writable')
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT))
        os.unlink(path)
        writable.append(place)
    except OSError:
        pass
for path in ('/usr/bin/env', '/etc/passwd', '/etc/hosts', '/box', '/bin/sh'):
    try:
        os.truncate(path, 0)
        writable.append(path)
    except OSError:
        pass
print('writable:', *writable) if writable == [OWN] and seen > 50 else print('ESCAPED', seen, writable)
