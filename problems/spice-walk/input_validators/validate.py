import re
import sys

MAX = 2 * 10**5


def numbers(line, lo, hi, count):
    words = line.split(b" ")
    plain = all(re.fullmatch(rb"0|[1-9][0-9]{0,5}", word) for word in words)
    return plain and len(words) == count and all(lo <= int(word) <= hi for word in words)


def valid(data):
    lines = data.split(b"\n")
    if len(lines) != 4 or lines[3] or not numbers(lines[0], 1, MAX, 2):
        return False
    n, m = map(int, lines[0].split())
    return (
        numbers(lines[1], 0, n, m)
        and numbers(lines[2], 1, m, n)
        and any(int(word) > 0 for word in lines[1].split())
    )


sys.exit(42 if valid(sys.stdin.buffer.read()) else 43)
