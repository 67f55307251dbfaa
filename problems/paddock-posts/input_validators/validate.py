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


def turn(a, b, c):
    cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (cross > 0) - (cross < 0)


def between(a, b, c):
    return all(min(a[i], b[i]) <= c[i] <= max(a[i], b[i]) for i in range(2))


def touch(a, b, c, d):
    turns = turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    return (
        (turns[0] == 0 and between(a, b, c))
        or (turns[1] == 0 and between(a, b, d))
        or (turns[2] == 0 and between(c, d, a))
        or (turns[3] == 0 and between(c, d, b))
    )


def folds_back(a, b, c):
    return turn(a, b, c) == 0 and not between(a, c, b)


def require_simple(corners):
    """Quadratic; larger paddocks are simple by the way their generator builds them."""
    n = len(corners)
    for i in range(n):
        a, b = corners[i], corners[(i + 1) % n]
        require(not folds_back(a, b, corners[(i + 2) % n]), "the fence folds back on itself")
        for j in range(i + 2, n if i > 0 else n - 1):
            require(not touch(a, b, corners[j], corners[(j + 1) % n]), "the fence meets itself")


def check(lines):
    (corners,) = integers(lines[0], 1, 3, 100_000)
    require(len(lines) == 1 + corners, "wrong number of lines")
    points = [tuple(integers(line, 2, -(10**9), 10**9)) for line in lines[1:]]
    require(len(set(points)) == corners, "a corner is given twice")
    if corners <= 400:
        require_simple(points)


try:
    text = sys.stdin.buffer.read().decode("ascii")
    require(text.endswith("\n"), "the last line must end with a newline")
    check(text[:-1].split("\n"))
except ValueError as error:
    print(error, file=sys.stderr)
    sys.exit(43)
sys.exit(42)
