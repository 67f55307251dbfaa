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
    stalls, permits = integers(lines[0], 2, 1, 300)
    require(len(lines) == 2 + stalls, "wrong number of lines")
    integers(lines[1], permits, 1, 10**9)
    total = 0
    for line in lines[2:]:
        words = line.split(" ")
        require(len(words) >= 2 and INTEGER.fullmatch(words[1]), f"no count: {line[:80]}")
        count = int(words[1])
        total += count
        require(0 <= count <= permits, "number of permits out of range")
        earnings = integers(line, 2 + count, 0, 10**9)[0]
        require(earnings >= 1, "a stall must earn something")
        needed = integers(" ".join(words[2:]), count, 1, permits) if count else []
        require(all(a < b for a, b in zip(needed, needed[1:])), "permits must increase")
    require(total <= 5000, "too many permits needed in all")


try:
    text = sys.stdin.buffer.read().decode("ascii")
    require(text.endswith("\n"), "the last line must end with a newline")
    check(text[:-1].split("\n"))
except ValueError as error:
    print(error, file=sys.stderr)
    sys.exit(43)
sys.exit(42)
