# tries: take the judge the right to read and remove its files
# layer: launcher
# profile: compile
# snapshot: safe
# replaces: locked
# expect: exited 0
# prints: done

import os

os.mkdir('/box/folder')
open('/box/folder/inside', 'w').close()
open('/box/locked', 'w').close()
os.chmod('/box/locked', 0)
os.chmod('/box/folder', 0)
print('done')
