import sys
from operator import xor


def main():
    _, lengths, *games = [list(map(int, line.split())) for line in sys.stdin]
    value = []
    for beads in range(1001):
        after = set()
        for length in lengths:
            rest = beads - length
            if rest >= 0:
                half = rest // 2 + 1
                after.update(map(xor, value[:half], reversed(value[rest - half + 1 : rest + 1])))
        smallest = 0
        while smallest in after:
            smallest += 1
        value.append(smallest)
    for _, *strings in games:
        total = 0
        for beads in strings:
            total ^= value[beads]
        print("first" if total else "second")


main()
