# tries: make the judge wait for ever for a FIFO where it expects a file
# layer: launcher
# profile: compile
# snapshot: safe
# replaces: main.out
# expect: exited 0
# prints: done

import os

try:
    os.mkfifo('/box/main.out', 0o666)
except OSError:
    # No node of any kind; then at least something that is not a file.
    os.symlink('/dev/stdin', '/box/main.out')
print('done')
