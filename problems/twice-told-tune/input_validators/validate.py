import re
import sys


def valid(data):
    return re.fullmatch(rb"[a-z]+\n", data) is not None and len(data) <= 10**5 + 1


sys.exit(42 if valid(sys.stdin.buffer.read()) else 43)
