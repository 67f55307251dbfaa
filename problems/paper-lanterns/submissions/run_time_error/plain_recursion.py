import sys
from functools import cache


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    lanterns = sorted(zip(numbers[1::2], numbers[2::2]))

    @cache
    def deepest(i, width, height):
        if i < 0:
            return 0
        w, h = lanterns[i]
        leave = deepest(i - 1, width, height)
        return max(leave, 1 + deepest(i - 1, w, h)) if w < width and h < height else leave

    print(deepest(len(lanterns) - 1, 1 << 30, 1 << 30))


main()
