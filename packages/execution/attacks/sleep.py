# tries: sleep for longer than anybody waits
# layer: launcher
# limits: wall=500
# expect: limit wall
# cpu: 0-400

import time

while True:
    time.sleep(1000)
