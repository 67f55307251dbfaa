import re
import sys


def numbers(line, lo, hi, count):
    words = line.split(b" ")
    plain = all(re.fullmatch(rb"0|-?[1-9][0-9]{0,9}", word) for word in words)
    return plain and len(words) == count and all(lo <= int(word) <= hi for word in words)


def valid(data):
    *lines, rest = data.split(b"\n")
    if rest or len(lines) < 3 or not numbers(lines[0], 1, 10**5, 2):
        return False
    n, q = map(int, lines[0].split())
    return (
        len(lines) == 2 + q
        and numbers(lines[1], -(10**9), 10**9, n)
        and all(numbers(line, 1, n, 2) for line in lines[2:])
    )


sys.exit(42 if valid(sys.stdin.buffer.read()) else 43)
