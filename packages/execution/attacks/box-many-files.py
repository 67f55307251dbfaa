# tries: have the judge read more files than it can name
# layer: launcher
# profile: compile
# limits: cpu=8000 wall=30000
# snapshot: EFBIG
# expect: exited 0
# prints: made 10500

import os

made = 0
for i in range(10500):
    os.close(os.open(f'/box/{i}', os.O_WRONLY | os.O_CREAT))
    made += 1
print('made', made)
