import sys
from functools import cache


def main():
    numbers = iter(map(int, sys.stdin.buffer.read().split()))
    n, m = next(numbers), next(numbers)
    seconds = [next(numbers) for _ in range(n)]
    before = [[] for _ in range(n)]
    for _ in range(m):
        a, b = next(numbers) - 1, next(numbers) - 1
        before[b].append(a)

    @cache
    def finish(task):
        return seconds[task] + max(map(finish, before[task]), default=0)

    print(max(map(finish, range(n))))


main()
