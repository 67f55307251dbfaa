# tries: have the judge read a huge sparse file into its memory
# layer: launcher
# profile: compile
# limits: scratch=1024
# snapshot: EFBIG
# expect: exited 0
# prints: done

import os

with open('/box/main.out', 'wb') as file:
    file.truncate(900 << 20)
print('done')
