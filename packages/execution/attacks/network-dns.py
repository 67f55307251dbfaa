# tries: look names up and connect from Python
# layer: seccomp
# expect: exited 0
# prints: BLOCKED lookup: gaierror
# prints: BLOCKED connect: PermissionError
# prints: BLOCKED metadata: PermissionError
# prints: BLOCKED local: PermissionError
# prints: BLOCKED server: PermissionError

import socket


def attempt(name, work):
    try:
        work()
        print('ESCAPED', name)
    except OSError as error:
        print(f'BLOCKED {name}: {type(error).__name__}')


attempt('lookup', lambda: socket.getaddrinfo('codearena.invalid', 80))
attempt('connect', lambda: socket.create_connection(('127.0.0.1', 4799), timeout=1))
attempt('metadata', lambda: socket.create_connection(('169.254.169.254', 80), timeout=1))
attempt('local', lambda: socket.socket(socket.AF_UNIX).connect('/run/docker.sock'))
attempt('server', lambda: socket.create_server(('127.0.0.1', 4798)))
