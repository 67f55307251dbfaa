import re
import sys


def valid(data):
    if not re.fullmatch(rb"[1-9][0-9]{0,5}\n([a-z0-9]{1,12}\n)+", data):
        return False
    n, *badges = data.split()
    return int(n) <= 10**5 and len(badges) == int(n)


sys.exit(42 if valid(sys.stdin.buffer.read()) else 43)
