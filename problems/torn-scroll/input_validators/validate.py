import re
import sys

INTEGER = re.compile(r"0|-?[1-9][0-9]*")


def require(condition, message):
    if not condition:
        raise ValueError(message)


def integers(line, count, low, high):
    words = line.split(" ")
    require(len(words) == count, f"expected {count} numbers: {line[:80]}")
    require(all(INTEGER.fullmatch(word) for word in words), f"not plain integers: {line[:80]}")
    numbers = [int(word) for word in words]
    require(all(low <= number <= high for number in numbers), f"out of range: {line[:80]}")
    return numbers


def check(lines):
    (fragments,) = integers(lines[0], 1, 1, 13)
    require(len(lines) == 1 + fragments, "wrong number of lines")
    require(all(re.fullmatch("[a-z]{1,40}", line) for line in lines[1:]), "a fragment is not right")


try:
    text = sys.stdin.buffer.read().decode("ascii")
    require(text.endswith("\n"), "the last line must end with a newline")
    check(text[:-1].split("\n"))
except ValueError as error:
    print(error, file=sys.stderr)
    sys.exit(43)
sys.exit(42)
