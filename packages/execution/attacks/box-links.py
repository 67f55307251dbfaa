# tries: have the judge follow symbolic links out of the box
# layer: launcher
# profile: compile
# snapshot: safe
# replaces: main.out
# expect: exited 0
# prints: done

import os

os.chdir('/box')
for name, target in [('main.out', '/etc/passwd'), ('up', '..'), ('root', '/'), ('memory', '/proc/self/mem'), ('environment', '/proc/1/environ'), ('loop', 'loop')]:
    os.symlink(target, name)
print('done')
