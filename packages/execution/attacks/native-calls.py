# tries: reach the kernel from Python past its own library, by ctypes
# layer: seccomp
# expect: exited 0
# prints: 7 of BLOCKED \w+: (1|38)

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for name, arguments in [
    ('unshare', (0x10000000,)), ('mount', (b'none', b'/tmp', b'tmpfs', 0, None)), ('ptrace', (16, 1, 0, 0)), ('socket', (2, 1, 0)),
    ('setuid', (0,)), ('personality', (0x0040000,)), ('memfd_create', (b'attack', 0)),
]:
    result = getattr(libc, name)(*arguments)
    print(f'BLOCKED {name}: {ctypes.get_errno()}' if result == -1 else f'ESCAPED {name}')
