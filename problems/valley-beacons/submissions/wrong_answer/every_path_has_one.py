# Puts a beacon at one end of each path, which is more than the villages need.
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
    lit = [0] + numbers[1 : n + 1]
    unlit = [0] * (n + 1)
    for village in reversed(order[1:]):
        lit[parent[village]] += min(lit[village], unlit[village])
        unlit[parent[village]] += lit[village]
    print(min(lit[1], unlit[1]) if n > 1 else lit[1])


main()
