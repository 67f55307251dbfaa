import re
import sys

LIMIT = 10**18


def valid(text):
    match = re.fullmatch(r"(0|-?[1-9][0-9]{0,18}) (0|-?[1-9][0-9]{0,18})\n", text)
    return match is not None and all(abs(int(number)) <= LIMIT for number in match.groups())


sys.exit(42 if valid(sys.stdin.buffer.read().decode("ascii", "replace")) else 43)
