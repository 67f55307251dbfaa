import re
import sys

SIDE = 400
LONGEST = 2 * 10**5


def valid(data):
    match = re.fullmatch(rb"([1-9][0-9]{0,2}) ([1-9][0-9]{0,2})\n(([.#S]+\n)+)([LRF]+)\n", data)
    if match is None:
        return False
    h, w = int(match[1]), int(match[2])
    garden = match[3].split()
    return (
        max(h, w) <= SIDE
        and len(garden) == h
        and all(len(line) == w for line in garden)
        and match[3].count(b"S") == 1
        and len(match[5]) <= LONGEST
    )


sys.exit(42 if valid(sys.stdin.buffer.read()) else 43)
