# tries: read every readable file outside of the toolchains: the tests, other submissions, the judge itself
# layer: root file system
# limits: cpu=8000 wall=20000 out=4
# expect: exited 0
# prints: looked at [1-9]\d* files

import os
import sys

SYSTEM = ('/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32')
ENDLESS = {'/dev/zero', '/dev/random', '/dev/urandom', '/dev/full'}


def content(path):
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with open(descriptor, 'rb') as file:
            return file.read(100_000) or b''
    except (OSError, ValueError):
        return b''


looked = 0
for place, folders, files in os.walk('/'):
    folders[:] = [folder for folder in folders if os.path.join(place, folder) not in SYSTEM and place.count('/') < 6]
    for name in files:
        path = os.path.join(place, name)
        if path in ENDLESS:
            continue
        looked += 1
        text = content(path)
        # The runner looks for its secrets in here.
        sys.stderr.write(repr(text) + '\n' if b'CODEARENA-ATTACK' in text else '')
print(f'looked at {looked} files')
