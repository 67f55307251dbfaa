# tries: give a file of no name, and one that is still open for writing, to the judge
# layer: launcher
# profile: compile
# snapshot: safe
# replaces: main.out
# expect: exited 0
# prints: (linked|refused)

import os

descriptor = os.open('/box', os.O_TMPFILE | os.O_RDWR, 0o777)
os.write(descriptor, b'#!/bin/sh')
try:
    os.link(f'/proc/self/fd/{descriptor}', '/box/main.out', follow_symlinks=True)
    print('linked')
except OSError:
    print('refused')
