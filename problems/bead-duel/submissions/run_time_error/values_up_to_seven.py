# Takes it for granted that no value is larger than 7.
import sys

_, lengths, *games = [list(map(int, line.split())) for line in sys.stdin]
value = []
for beads in range(1001):
    free = [True] * 8
    for length in lengths:
        for left in range((beads - length) // 2 + 1):
            free[value[left] ^ value[beads - length - left]] = False
    value.append(free.index(True))
for _, *strings in games:
    total = 0
    for beads in strings:
        total ^= value[beads]
    print("first" if total else "second")
