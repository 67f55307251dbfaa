import sys
from collections import Counter

n, *numbers = map(int, sys.stdin.buffer.read().split())
change = Counter(numbers[::2])
change.subtract(numbers[1::2])
keepers = total = longest = since = 0
for minute in sorted(change):
    if change[minute] == 0:
        continue
    if keepers == 1:
        total += minute - since
        longest = max(longest, minute - since)
    keepers += change[minute]
    since = minute
print(total, longest)
