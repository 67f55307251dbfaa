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
    hooks, requests = integers(lines[0], 2, 1, 200_000)
    require(requests <= 100_000, "too many requests")
    require(len(lines) == 1 + requests, "wrong number of lines")
    empty, hanging = apply_moves(hooks, lines[1:])
    require(hanging == hooks - len(empty), "lost count")


def apply_moves(hooks, lines):
    tree = [i & -i for i in range(hooks + 1)]
    empty = set()
    hanging = hooks
    for line in lines:
        verb, _, number = line.partition(" ")
        require(verb in ("take", "hang"), f"unknown request: {line[:80]}")
        (number,) = integers(number, 1, 1, hooks)
        if verb == "take":
            require(number <= hanging, "not so many coats are hanging")
            hook = kth(tree, hooks, number)
            empty.add(hook)
        else:
            hook = number
            require(hook in empty, "that hook is taken")
            empty.remove(hook)
        change = -1 if verb == "take" else 1
        hanging += change
        while hook <= hooks:
            tree[hook] += change
            hook += hook & -hook
    return empty, hanging


def kth(tree, hooks, k):
    position = 0
    for bit in reversed(range(hooks.bit_length())):
        ahead = position + (1 << bit)
        if ahead <= hooks and tree[ahead] < k:
            position = ahead
            k -= tree[ahead]
    return position + 1


try:
    text = sys.stdin.buffer.read().decode("ascii")
    require(text.endswith("\n"), "the last line must end with a newline")
    check(text[:-1].split("\n"))
except ValueError as error:
    print(error, file=sys.stderr)
    sys.exit(43)
sys.exit(42)
