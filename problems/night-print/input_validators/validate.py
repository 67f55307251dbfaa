import re
import sys

BOUND = 10**9


def pair(line, lo, hi):
    match = re.fullmatch(rb"(0|[1-9][0-9]{0,9}) (0|[1-9][0-9]{0,9})", line)
    return match is not None and all(
        low <= int(number) <= high for number, low, high in zip(match.groups(), lo, hi)
    )


def valid(data):
    header, *lines = data.split(b"\n")
    if not pair(header, (1, 1), (5 * 10**4, BOUND)):
        return False
    m = int(header.split()[0])
    return (
        len(lines) == m + 1
        and not lines[m]
        and all(pair(line, (0, 1), (BOUND, BOUND)) for line in lines[:m])
    )


sys.exit(42 if valid(sys.stdin.buffer.read()) else 43)
