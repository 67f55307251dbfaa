# tries: change its own source and binary while it runs
# layer: mount namespace
# backends: native
# expect: exited 0
# prints: 6 of BLOCKED \w+: (Read-only file system|Invalid cross-device link)

import os


def attempt(name, work):
    try:
        work()
        print('ESCAPED', name)
    except OSError as error:
        print(f'BLOCKED {name}: {error.strerror}')


source = next(f'/box/{name}' for name in os.listdir('/box') if name.endswith('.py'))
attempt('write', lambda: open(source, 'a'))
attempt('unlink', lambda: os.unlink(source))
attempt('rename', lambda: os.rename(source, '/box/other'))
attempt('symlink', lambda: os.symlink('/etc/passwd', '/box/attack'))
attempt('hardlink', lambda: os.link(source, '/tmp/attack'))
attempt('chmod', lambda: os.chmod(source, 0o777))
