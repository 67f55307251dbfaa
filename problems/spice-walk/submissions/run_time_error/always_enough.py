# Expects that the street always has enough.
import sys

n, m, *numbers = map(int, sys.stdin.buffer.read().split())
missing = [0] + numbers[:m]
stalls = numbers[m:]
bags_missing = sum(missing)
first = 0
stretches = []
for last, kind in enumerate(stalls):
    if missing[kind] > 0:
        bags_missing -= 1
    missing[kind] -= 1
    if bags_missing:
        continue
    while missing[stalls[first]] < 0:
        missing[stalls[first]] += 1
        first += 1
    stretches.append((last - first, first))
length, first = min(stretches)
print(first + 1, first + length + 1)
