import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def main():
    mode, *values = sys.stdin.read().split()
    if mode == 'sum':
        print(sum(map(int, values)))
    elif mode == 'recursion':
        sys.setrecursionlimit(200000)
        print(depth(100000))
    elif mode == 'crash':
        raise RuntimeError('as asked')
    elif mode == 'memory':
        blocks = []
        while True:
            blocks.append(list(range(10000)))
    elif mode == 'allocate':
        print(len(bytearray(2000000000)))
    else:
        while True:
            pass


main()
