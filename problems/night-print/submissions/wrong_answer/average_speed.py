# Adds up the speeds as if pages could be ready in part.
import sys
from math import ceil

m, pages, *numbers = map(int, sys.stdin.buffer.read().split())
machines = sorted(zip(numbers[::2], numbers[1::2]))
speed = 0.0
head_start = 0.0
best = float("inf")
for warm_up, per_page in machines:
    speed += 1 / per_page
    head_start += warm_up / per_page
    best = min(best, (pages + head_start) / speed)
print(ceil(best))
