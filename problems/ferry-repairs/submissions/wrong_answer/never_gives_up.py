# Takes every ferry that still fits, in the order of the last days.
import sys

n, *numbers = map(int, sys.stdin.buffer.read().split())
days = count = 0
for last, duration in sorted(zip(numbers[1::2], numbers[::2])):
    if days + duration <= last:
        days += duration
        count += 1
print(count)
