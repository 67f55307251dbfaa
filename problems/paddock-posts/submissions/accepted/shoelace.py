import sys
from math import gcd


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    corners = list(zip(numbers[1::2], numbers[2::2]))
    posts = area = 0
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1]):
        posts += gcd(x1 - x2, y1 - y2)
        area += x1 * y2 - x2 * y1
    print(posts, abs(area))


main()
