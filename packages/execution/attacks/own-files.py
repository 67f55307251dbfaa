# tries: change its own source and binary while it runs
# layer: mount namespace
# expect: exited 0
# prints: 12 of BLOCKED \w+: (Read-only file system|Invalid cross-device link|Operation not permitted)
# docker-prints: 12 of BLOCKED \w+: (Permission denied|Invalid cross-device link|Operation not permitted)
# docker-because: nothing can be mounted read-only there, so modes close the box, and the filter keeps them as they are

import os


def attempt(name, work):
    try:
        work()
        print('ESCAPED', name)
    except OSError as error:
        print(f'BLOCKED {name}: {error.strerror}')


source = next(f'/box/{name}' for name in os.listdir('/box') if name.endswith('.py'))
attempt('write', lambda: open(source, 'a'))
attempt('truncate', lambda: os.truncate(source, 0))
attempt('unlink', lambda: os.unlink(source))
attempt('rename', lambda: os.rename(source, '/box/other'))
attempt('create', lambda: open('/box/attack', 'w'))
attempt('unnamed', lambda: os.open('/box', os.O_TMPFILE | os.O_WRONLY))
attempt('symlink', lambda: os.symlink('/etc/passwd', '/box/attack'))
attempt('hardlink', lambda: os.link(source, '/tmp/attack'))
attempt('chmod', lambda: os.chmod(source, 0o777))
attempt('open_box', lambda: os.chmod('/box', 0o777))
attempt('touch', lambda: os.utime(source, (123456789, 123456789)))
attempt('touch_box', lambda: os.utime('/box', (123456789, 123456789)))
