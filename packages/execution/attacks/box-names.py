# tries: use names that mean something else elsewhere
# layer: launcher
# profile: compile
# snapshot: safe
# expect: exited 0
# prints: done

import os

for name in (b'-rf', b'a\nb', b'a b', b'..x', b'\xff\xfe', b'$(id)', b'%s%n', b'a' * 255, b'\x1b[2J', b'CON', b'a\\b'):
    with open(b'/box/' + name, 'w') as file:
        file.write('x')
print('done')
