# tries: read other processes' environment, memory, root and descriptors
# layer: pid namespace
# quick
# expect: exited 0
# prints: BLOCKED others

import os

WANTED = ('environ', 'mem', 'maps', 'cmdline', 'root', 'cwd', 'exe', 'fd', 'auxv', 'syscall', 'stack')


def attempt(path):
    try:
        if path.endswith(('/root', '/cwd', '/exe')):
            return os.readlink(path)
        return os.listdir(path) if path.endswith('/fd') else open(path, 'rb').read(64)
    except OSError:
        return None


own = os.readlink('/proc/self')
pids = {'1', str(os.getppid())} | {name for name in os.listdir('/proc') if name.isdigit()}
reached = [f'/proc/{pid}/{name}' for pid in pids - {own} for name in WANTED if attempt(f'/proc/{pid}/{name}')]
print(f'ESCAPED to {reached}' if reached else 'BLOCKED others')
