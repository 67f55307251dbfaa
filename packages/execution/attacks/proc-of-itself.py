# tries: change kernel settings by its own files in /proc
# layer: root file system
# expect: exited 0
# prints: 10 of BLOCKED /proc/\S+: .*

PATHS = [
    '/proc/self/oom_score_adj', '/proc/self/uid_map', '/proc/self/gid_map', '/proc/self/setgroups', '/proc/self/loginuid',
    '/proc/self/coredump_filter', '/proc/self/timerslack_ns', '/proc/self/attr/current', '/proc/sys/kernel/hostname', '/proc/self/mem',
]
for path in PATHS:
    try:
        open(path, 'r+b', buffering=0).write(b'0')
        print('ESCAPED', path)
    except OSError as error:
        print(f'BLOCKED {path}: {error.strerror}')
