import re
import sys


def request(line):
    match = re.fullmatch(rb"([1-9][0-9]{0,9}) ([1-9][0-9]{0,14})", line)
    return match is not None and int(match[1]) <= 10**9 and int(match[2]) <= 10**14


def valid(data):
    header, *lines = data.split(b"\n")
    if not re.fullmatch(rb"[1-9][0-9]{0,5}", header):
        return False
    n = int(header)
    return n <= 10**5 and len(lines) == n + 1 and not lines[n] and all(map(request, lines[:n]))


sys.exit(42 if valid(sys.stdin.buffer.read()) else 43)
