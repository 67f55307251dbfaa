# tries: nest directories in the box deeper than a path can be
# layer: launcher
# profile: compile
# snapshot: ENAMETOOLONG
# expect: exited 0
# prints: [1-9]\d{2,} deep

import os

depth = 0
os.chdir('/box')
while depth < 2000:
    os.mkdir('d')
    os.chdir('d')
    depth += 1
open('bottom', 'w').close()
print(depth, 'deep')
