# Puts the two days in order instead of turning past the end of the year.
import sys
from itertools import accumulate

n, q, *numbers = map(int, sys.stdin.buffer.read().split())
until = [0, *accumulate(numbers[:n])]
for l, r in zip(numbers[n::2], numbers[n + 1 :: 2]):
    print(until[max(l, r)] - until[min(l, r) - 1])
