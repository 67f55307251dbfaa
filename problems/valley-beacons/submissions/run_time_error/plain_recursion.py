import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    n = numbers[0]
    paths = [[] for _ in range(n + 1)]
    for a, b in zip(numbers[n + 1 :: 2], numbers[n + 2 :: 2]):
        paths[a].append(b)
        paths[b].append(a)

    def states(village, above):
        lit, unlit, extra = numbers[village], 0, 1 << 60
        for other in paths[village]:
            if other != above:
                below = states(other, village)
                lit += min(below[1:])
                unlit += below[1]
                extra = min(extra, below[0] - below[1])
        return lit, min(lit, unlit + extra), unlit

    print(states(1, 0)[1])


main()
