# Starts a new lonely time whenever keepers change.
import sys

n, *numbers = map(int, sys.stdin.buffer.read().split())
events = sorted([(minute, 1) for minute in numbers[::2]] + [(minute, -1) for minute in numbers[1::2]])
keepers = previous = total = longest = 0
for minute, change in events:
    if keepers == 1:
        total += minute - previous
        longest = max(longest, minute - previous)
    keepers += change
    previous = minute
print(total, longest)
