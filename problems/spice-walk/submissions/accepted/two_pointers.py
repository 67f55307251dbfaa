import sys

n, m, *numbers = map(int, sys.stdin.buffer.read().split())
missing = [0] + numbers[:m]
stalls = numbers[m:]
bags_missing = sum(missing)
first = 0
best = None
for last, kind in enumerate(stalls):
    if missing[kind] > 0:
        bags_missing -= 1
    missing[kind] -= 1
    if bags_missing:
        continue
    # A kind with a negative number missing has bags to spare.
    while missing[stalls[first]] < 0:
        missing[stalls[first]] += 1
        first += 1
    if best is None or last - first < best[1] - best[0]:
        best = (first, last)
print(f"{best[0] + 1} {best[1] + 1}" if best else -1)
