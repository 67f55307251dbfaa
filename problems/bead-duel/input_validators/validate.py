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
    cuts, rounds = integers(lines[0], 2, 1, 100)
    require(cuts <= 5, "too many lengths")
    lengths = integers(lines[1], cuts, 1, 1000)
    require(all(a < b for a, b in zip(lengths, lengths[1:])), "lengths must increase")
    require(len(lines) == 2 + rounds, "wrong number of lines")
    for line in lines[2:]:
        count = line.split(" ")[0]
        require(INTEGER.fullmatch(count) and 1 <= int(count) <= 50, "number of strings out of range")
        integers(line, int(count) + 1, 1, 1000)


try:
    text = sys.stdin.buffer.read().decode("ascii")
    require(text.endswith("\n"), "the last line must end with a newline")
    check(text[:-1].split("\n"))
except ValueError as error:
    print(error, file=sys.stderr)
    sys.exit(43)
sys.exit(42)
