import sys
from bisect import bisect_left

numbers = list(map(int, sys.stdin.buffer.read().split()))
outer = []
for _, height in sorted(zip(numbers[1::2], numbers[2::2])):
    place = bisect_left(outer, height)
    outer[place : place + 1] = [height]
print(len(outer))
