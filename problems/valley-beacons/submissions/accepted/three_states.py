import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n = numbers[0]
    paths = [[] for _ in range(n + 1)]
    for a, b in zip(numbers[n + 1 :: 2], numbers[n + 2 :: 2]):
        paths[a].append(b)
        paths[b].append(a)
    parent = [0] * (n + 1)
    order = [1]
    for village in order:
        for other in paths[village]:
            if other != parent[village]:
                parent[other] = village
                order.append(other)
    # A beacon here; no beacon here and those below are all warned without one here; what a beacon below costs more.
    lit = [0] + numbers[1 : n + 1]
    unlit = [0] * (n + 1)
    extra = [1 << 60] * (n + 1)
    for village in reversed(order):
        safe = min(lit[village], unlit[village] + extra[village])
        above = parent[village]
        lit[above] += min(safe, unlit[village])
        unlit[above] += safe
        extra[above] = min(extra[above], lit[village] - safe)
    print(unlit[0])


main()
