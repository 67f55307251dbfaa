# tries: change what other submissions are compiled with: precompiled headers, archives of classes, headers
# layer: mount namespace
# profile: compile
# expect: exited 0
# prints: any of BLOCKED [a-z ]+: (Read-only file system|Operation not permitted|Operation not supported|Permission denied|Invalid cross-device link)
# prints: tried [1-9]\d*
# quick

import mmap
import os

KEPT = '/opt/codearena'
tried = 0


def attempt(name, work):
    global tried
    tried += 1
    try:
        work()
        print('ESCAPED', name)
    except OSError as error:
        print(f'BLOCKED {name}: {error.strerror}')


def map_shared(path):
    descriptor = os.open(path, os.O_RDONLY)
    mmap.mmap(descriptor, 1, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE)


def reopen(path):
    descriptor = os.open(path, os.O_RDONLY)
    os.open(f'/proc/self/fd/{descriptor}', os.O_RDWR)


def attack(path):
    place = os.path.dirname(path)
    attempt('write', lambda: os.open(path, os.O_RDWR))
    attempt('reopen', lambda: reopen(path))
    attempt('map', lambda: map_shared(path))
    attempt('truncate', lambda: os.truncate(path, 0))
    attempt('unlink', lambda: os.unlink(path))
    attempt('rename', lambda: os.rename(path, f'{path}.old'))
    attempt('replace', lambda: os.rename('/box/mine', path))
    attempt('chmod', lambda: os.chmod(path, 0o666))
    attempt('chown', lambda: os.chown(path, os.getuid(), os.getgid()))
    attempt('touch', lambda: os.utime(path, (1, 1)))
    attempt('attribute', lambda: os.setxattr(path, 'user.attack', b'x'))
    attempt('hardlink', lambda: os.link(path, '/box/link'))
    attempt('create', lambda: os.open(f'{place}/attack-new', os.O_CREAT | os.O_WRONLY))
    attempt('unnamed', lambda: os.open(place, os.O_TMPFILE | os.O_WRONLY))
    attempt('directory', lambda: os.mkdir(f'{place}/attack-directory'))
    attempt('symlink', lambda: os.symlink('/box/mine', f'{place}/attack-link'))


open('/box/mine', 'w').close()
files = [os.path.join(place, name) for place, _, names in os.walk(KEPT) for name in names]
for path in ['/usr/include/stdio.h', *files[:20]]:
    if os.path.exists(path):
        attack(path)
print('tried', tried)
