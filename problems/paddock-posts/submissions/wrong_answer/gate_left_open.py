# Forgets the side from the last corner back to the first.
from math import gcd

corners = [tuple(map(int, input().split())) for _ in range(int(input()))]
posts = 1
area = 0
for (x1, y1), (x2, y2) in zip(corners, corners[1:]):
    posts += gcd(x1 - x2, y1 - y2)
    area += x1 * y2 - x2 * y1
print(posts, abs(area))
