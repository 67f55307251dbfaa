# tries: start processes from Python where it may only have threads
# layer: seccomp
# quick
# expect: exited 0
# prints: BLOCKED fork: \w+
# prints: BLOCKED spawn: \w+
# prints: BLOCKED run: \w+
# prints: BLOCKED pool: \w+

import os


def attempt(name, work):
    try:
        work()
        print('ESCAPED', name, flush=True)
    except Exception as error:
        print(f'BLOCKED {name}: {type(error).__name__}', flush=True)


def run():
    import subprocess
    subprocess.run(['/bin/true'])


def pool():
    import multiprocessing
    multiprocessing.Process(target=print).start()


attempt('fork', os.fork)
attempt('spawn', lambda: os.posix_spawn('/bin/true', ['true'], {}))
attempt('run', run)
attempt('pool', pool)
