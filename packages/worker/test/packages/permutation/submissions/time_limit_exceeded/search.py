import itertools
n = int(input())
for p in itertools.permutations(range(1, n + 1)):
    if all(v != i + 1 for i, v in enumerate(p)) and (n < 4 or p[0] == n):
        print(*p)
        break
