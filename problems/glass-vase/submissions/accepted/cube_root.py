import sys
from bisect import bisect_right
from itertools import accumulate
from math import pi

n, q, *numbers = map(int, sys.stdin.buffer.read().split())
radii = numbers[: n + 1]
heights = numbers[n + 1 : 2 * n + 1]
bottoms = [0, *accumulate(heights)]
# In cubic centimetres times 3 / pi, so that all sums are exact.
volumes = [0, *accumulate(h * (a * a + a * b + b * b) for h, a, b in zip(heights, radii, radii[1:]))]


def water_height(amount):
    amount *= 3 / pi
    if amount >= volumes[n]:
        return bottoms[n]
    i = bisect_right(volumes, amount) - 1
    radius, rest = radii[i], amount - volumes[i]
    slope = (radii[i + 1] - radius) / heights[i]
    surface = (radius**3 + slope * rest) ** (1 / 3)
    return bottoms[i] + rest / (surface * surface + surface * radius + radius * radius)


print("\n".join(f"{water_height(amount):.9f}" for amount in numbers[2 * n + 1 :]))
