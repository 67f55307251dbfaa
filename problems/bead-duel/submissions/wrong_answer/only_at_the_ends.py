# Never cuts a string in two.
import sys

_, lengths, *games = [list(map(int, line.split())) for line in sys.stdin]
value = []
for beads in range(1001):
    after = {value[beads - length] for length in lengths if length <= beads}
    value.append(next(v for v in range(9) if v not in after))
for _, *strings in games:
    total = 0
    for beads in strings:
        total ^= value[beads]
    print("first" if total else "second")
