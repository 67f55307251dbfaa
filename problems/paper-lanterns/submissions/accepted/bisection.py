import sys
from bisect import bisect_left


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    lanterns = sorted(zip(numbers[1::2], numbers[2::2]), key=lambda lantern: (lantern[0], -lantern[1]))
    # outer[i]: the smallest outer height of a nest of i + 1 lanterns.
    outer = []
    for _, height in lanterns:
        place = bisect_left(outer, height)
        if place == len(outer):
            outer.append(height)
        else:
            outer[place] = height
    print(len(outer))


main()
