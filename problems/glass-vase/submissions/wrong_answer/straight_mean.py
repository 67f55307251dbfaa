# Takes a section for a cylinder of its mean radius when filling it in part.
import sys
from bisect import bisect_right
from itertools import accumulate
from math import pi

n, q, *numbers = map(int, sys.stdin.buffer.read().split())
radii = numbers[: n + 1]
heights = numbers[n + 1 : 2 * n + 1]
bottoms = [0, *accumulate(heights)]
volumes = [0, *accumulate(h * (a * a + a * b + b * b) for h, a, b in zip(heights, radii, radii[1:]))]
for amount in numbers[2 * n + 1 :]:
    amount *= 3 / pi
    if amount >= volumes[n]:
        print(bottoms[n])
        continue
    i = bisect_right(volumes, amount) - 1
    part = (amount - volumes[i]) / (volumes[i + 1] - volumes[i])
    print(bottoms[i] + part * heights[i])
