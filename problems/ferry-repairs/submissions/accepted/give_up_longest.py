import sys
from heapq import heappush, heappushpop

n, *numbers = map(int, sys.stdin.buffer.read().split())
taken = []
days = 0
for last, duration in sorted(zip(numbers[1::2], numbers[::2])):
    days += duration
    if days <= last:
        heappush(taken, -duration)
    else:
        days += heappushpop(taken, -duration)
print(len(taken))
