# Measures the time with at least one keeper.
import sys

n, *numbers = map(int, sys.stdin.buffer.read().split())
total = longest = 0
begin, end = -1, -1
for a, b in sorted(zip(numbers[::2], numbers[1::2])):
    if a > end:
        total += end - begin
        longest = max(longest, end - begin)
        begin, end = a, b
    end = max(end, b)
print(total + end - begin, max(longest, end - begin))
