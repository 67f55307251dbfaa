import re
import sys

NUMBER = rb"(0|[1-9][0-9]{0,18})"
LIMITS = [(0, 10**9), (1, 10**18), (1, 10**9)]


def question(line):
    match = re.fullmatch(NUMBER + b" " + NUMBER + b" " + NUMBER, line)
    return match is not None and all(
        lo <= int(number) <= hi for number, (lo, hi) in zip(match.groups(), LIMITS)
    )


def valid(data):
    header, *lines = data.split(b"\n")
    if not re.fullmatch(rb"[1-9][0-9]{0,4}", header):
        return False
    q = int(header)
    return q <= 10**4 and len(lines) == q + 1 and not lines[q] and all(map(question, lines[:q]))


sys.exit(42 if valid(sys.stdin.buffer.read()) else 43)
