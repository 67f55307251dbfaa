import re
import sys


def numbers(line, lo, hi, count):
    words = line.split(b" ")
    plain = all(re.fullmatch(rb"0|[1-9][0-9]{0,13}", word) for word in words)
    return plain and len(words) == count and all(lo <= int(word) <= hi for word in words)


def valid(data):
    *lines, rest = data.split(b"\n")
    if rest or len(lines) < 4 or not numbers(lines[0], 1, 10**5, 2):
        return False
    n, q = map(int, lines[0].split())
    return (
        len(lines) == 3 + q
        and numbers(lines[1], 1, 100, n + 1)
        and numbers(lines[2], 1, 1000, n)
        and all(numbers(line, 0, 10**13, 1) for line in lines[3:])
    )


sys.exit(42 if valid(sys.stdin.buffer.read()) else 43)
