import sys
from itertools import accumulate

n, q, *numbers = map(int, sys.stdin.buffer.read().split())
until = [0, *accumulate(numbers[:n])]
sums = [
    until[r] - until[l - 1] + (until[n] if l > r else 0)
    for l, r in zip(numbers[n::2], numbers[n + 1 :: 2])
]
print("\n".join(map(str, sums)))
